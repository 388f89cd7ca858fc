printf '\357\273\2771\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
$CAPALIGN convert a.srt a.vtt
echo $?
$CAPALIGN convert -v a.srt b.vtt
