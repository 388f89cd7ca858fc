$CAPALIGN frobnicate
