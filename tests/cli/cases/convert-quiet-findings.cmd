printf '7\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
$CAPALIGN convert -q --to vtt a.srt
