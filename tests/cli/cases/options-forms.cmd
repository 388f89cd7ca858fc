printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
# all the ways to write an option give the same
for line in '--to=vtt a.srt' '--to vtt a.srt' '-t vtt a.srt' '-tvtt a.srt' 'a.srt --to=vtt' '-qtvtt a.srt' '-q -v --to=vtt -- a.srt' 'a.srt - --to vtt' '--to srt --to vtt a.srt'; do
    $CAPALIGN convert $line | cksum
done | sort -u | wc -l
$CAPALIGN -q convert --to=vtt a.srt
