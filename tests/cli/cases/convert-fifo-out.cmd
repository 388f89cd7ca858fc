printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
mkfifo pipe
cat pipe >got &
sleep 0.2
$CAPALIGN convert --to vtt a.srt pipe
wait
head -1 got
test -p pipe && $CAPALIGN convert --to vtt a.srt pipe
