$CAPALIGN probe ''
