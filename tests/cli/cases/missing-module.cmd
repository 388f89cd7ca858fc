# without the media module text is still read, and what needs it says what to install
cp "$CAPALIGN" "$(dirname "$CAPALIGN")"/libcapalign.so* .
export LD_LIBRARY_PATH=.
cp "$SAMPLES/bridge/media/ferry-timetable.mp4" talk.mp4
printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
./capalign convert --to srt a.srt
echo $?
./capalign probe talk.mp4 2>err
echo $?
grep -c 'capalign-media' err
./capalign link --dry-run "$SAMPLES/bridge/article.txt" talk.mp4 >out 2>err
echo $?
grep -c 'capalign-media' err
