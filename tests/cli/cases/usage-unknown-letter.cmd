$CAPALIGN convert -Z a
