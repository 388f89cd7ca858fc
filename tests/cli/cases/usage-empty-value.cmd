$CAPALIGN link -o '' a.txt
