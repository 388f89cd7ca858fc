# it waits for standard input; nothing may be there afterwards
mkfifo pipe
sleep 5 >pipe &
holder=$!
env --default-signal=INT,TERM,HUP $CAPALIGN convert --from srt - out.vtt <pipe &
pid=$!
sleep 0.3
kill -HUP $pid
wait $pid 2>/dev/null
echo $?
kill $holder 2>/dev/null
ls
