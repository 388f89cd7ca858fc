$CAPALIGN help convert
