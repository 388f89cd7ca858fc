printf '1\n00:00:01,5 --> 00:00:02,000\nHello\n' >$'a\xff\xfe.srt'
$CAPALIGN convert --to vtt $'a\xff\xfe.srt'
echo $?
$CAPALIGN convert --json $'a\xff\xfe.srt' x.vtt 2>/dev/null | sed -n 's/ *"file": //p'
