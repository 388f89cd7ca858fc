$CAPALIGN convert a.srt
