printf '1\n00:00:01.000 --> 00:00:02,000\nHello\n\n1\n00:00:03,000 --> 00:00:04,000\n<q>Bye\n' >a.srt
$CAPALIGN convert a.srt a.vtt
echo $?
$CAPALIGN convert --json --force a.srt a.vtt 2>/dev/null
