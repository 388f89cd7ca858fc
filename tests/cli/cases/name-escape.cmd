printf '1\n00:00:01,5 --> 00:00:02,000\nHello\n' >$'a\e[31m.srt'
$CAPALIGN convert --to vtt $'a\e[31m.srt'
echo $?
$CAPALIGN convert --json $'a\e[31m.srt' x.vtt 2>/dev/null | sed -n 's/ *"file": //p'
