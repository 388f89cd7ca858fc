printf '1\n00:00:01,5 --> 00:00:02,000\nHello\n' >$'a\nb.srt'
$CAPALIGN convert --to vtt $'a\nb.srt'
echo $?
$CAPALIGN convert --json $'a\nb.srt' x.vtt 2>/dev/null | sed -n 's/ *"file": //p'
