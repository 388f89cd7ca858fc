printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
$CAPALIGN convert --json a.srt a.vtt 2>/dev/null
