$CAPALIGN probe a b
