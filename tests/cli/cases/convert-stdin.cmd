printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
$CAPALIGN convert --from srt --to vtt - <a.srt
echo hello | $CAPALIGN convert --from srt --to vtt -
