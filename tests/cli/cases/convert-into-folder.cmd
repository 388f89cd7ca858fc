printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
mkdir d
$CAPALIGN convert --to vtt a.srt d
echo $?
$CAPALIGN convert a.srt none/b.vtt
