# bash may write a line of its own on the end of a background job
exec 2>/dev/null
for i in $(seq 30000); do printf '%d\n00:00:01,000 --> 00:00:02,000\nHello\n\n' $i; done >big.srt
# whole or not there, whenever the signal comes
for delay in 0.005 0.01 0.02 0.03 0.05 0.08; do
    rm -f out.vtt
    env --default-signal=INT,TERM,HUP $CAPALIGN convert -q big.srt out.vtt 2>/dev/null >&2 &
    pid=$!
    sleep $delay
    kill -INT $pid 2>/dev/null
    wait $pid 2>/dev/null
    if test -e out.vtt; then test "$(grep -c Hello out.vtt)" = 30000 || echo half; fi
done
ls -A | grep -v out.vtt
