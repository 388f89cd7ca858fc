$CAPALIGN convert --to strt a.srt
