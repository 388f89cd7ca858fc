printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
echo mine >b.vtt
$CAPALIGN convert a.srt b.vtt
echo $?
cat b.vtt
$CAPALIGN convert --force a.srt b.vtt
head -1 b.vtt
