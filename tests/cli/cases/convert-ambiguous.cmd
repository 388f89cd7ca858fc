printf '1\n00:00:01,5 --> 00:00:02,000\nHello\n' >a.srt
$CAPALIGN convert a.srt a.vtt
echo $?
ls
$CAPALIGN convert --json a.srt a.vtt 2>/dev/null
