printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
$CAPALIGN convert --force -q --to vtt a.srt /dev/null
echo $?
test -c /dev/null
