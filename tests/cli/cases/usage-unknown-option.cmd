$CAPALIGN convert --tp=srt a
