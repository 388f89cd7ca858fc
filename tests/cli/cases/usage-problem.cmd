$CAPALIGN link --problem a b
