$CAPALIGN -h | head -1
