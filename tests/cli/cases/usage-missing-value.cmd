$CAPALIGN convert a.srt --to
