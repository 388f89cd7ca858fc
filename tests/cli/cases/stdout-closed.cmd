printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
for line in --help 'convert --to vtt a.srt'; do
    $CAPALIGN $line >&-
    echo $?
done
# a file must not get what was meant for standard output
$CAPALIGN convert -v a.srt b.vtt >&- 2>&-
head -1 b.vtt
