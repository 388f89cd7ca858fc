printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
for i in $(seq 3000); do printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n\n'; done >big.srt
$CAPALIGN convert -q --to vtt big.srt | head -1
echo ${PIPESTATUS[0]}
# where the parent ignores SIGPIPE there is no message either
(trap '' PIPE; $CAPALIGN convert -q --to vtt big.srt; echo $? >code) | head -1
cat code
