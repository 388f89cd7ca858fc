printf '1\n00:00:01,5 --> 00:00:02,000\nHello\n' >$'a\u202eb.srt'
$CAPALIGN convert --to vtt $'a\u202eb.srt'
echo $?
$CAPALIGN convert --json $'a\u202eb.srt' x.vtt 2>/dev/null | sed -n 's/ *"file": //p'
