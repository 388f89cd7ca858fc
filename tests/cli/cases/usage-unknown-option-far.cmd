$CAPALIGN convert --frobnicate a
