$CAPALIGN convert --force=yes a.srt b.srt
