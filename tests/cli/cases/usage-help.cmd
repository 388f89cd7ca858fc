$CAPALIGN help frob
