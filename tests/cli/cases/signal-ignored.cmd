printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
# nohup and shells' background jobs ignore signals: so does the program
(trap '' INT; $CAPALIGN convert --from srt - out.vtt < <(sleep 0.6; cat a.srt) & pid=$!; sleep 0.2; kill -INT $pid; wait $pid)
echo $?
head -1 out.vtt
