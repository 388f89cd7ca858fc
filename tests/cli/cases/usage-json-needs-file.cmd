$CAPALIGN convert --to srt --json a.srt
