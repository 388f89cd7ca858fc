printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
$CAPALIGN convert -q a.srt b.vtt
touch -d 2001-02-03 b.vtt
$CAPALIGN convert a.srt b.vtt
stat -c %y b.vtt | cut -d' ' -f1
