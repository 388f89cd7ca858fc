printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
mv a.srt ./--to
$CAPALIGN convert --to vtt --from srt -- --to
