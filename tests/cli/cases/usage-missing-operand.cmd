$CAPALIGN convert
