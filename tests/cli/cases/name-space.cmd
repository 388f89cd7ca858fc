printf '1\n00:00:01,5 --> 00:00:02,000\nHello\n' >'a b.srt'
$CAPALIGN convert --to vtt 'a b.srt'
echo $?
$CAPALIGN convert --json 'a b.srt' x.vtt 2>/dev/null | sed -n 's/ *"file": //p'
