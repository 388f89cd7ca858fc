$CAPALIGN conver a b
