$CAPALIGN convert a.srt b.xyz
