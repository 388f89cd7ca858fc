$CAPALIGN probe --json none.txt
