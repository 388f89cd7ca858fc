printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
name=$(printf 'x%.0s' $(seq 300))
$CAPALIGN convert a.srt $name.vtt 2>&1 | sed 's/x\{300\}/X/'
name=$(printf 'x%.0s' $(seq 251))
$CAPALIGN convert -q a.srt $name.vtt && ls | wc -l
