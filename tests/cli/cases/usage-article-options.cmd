$CAPALIGN probe --as medium --format html a
