# it waits for standard input; nothing may be there afterwards
# (bash may write a line of its own on the end of a background job: that is none of the program's)
exec 3>&2 2>/dev/null
mkfifo pipe
sleep 5 >pipe &
holder=$!
env --default-signal=INT,TERM,HUP $CAPALIGN convert --from srt - out.vtt <pipe 2>&3 &
pid=$!
sleep 0.3
kill -HUP $pid
wait $pid
echo $?
kill $holder
ls
