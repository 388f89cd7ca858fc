printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
cat >page.txt <<'END'
A short page

The text of the page begins here, and it goes on for a while so that it is a paragraph of its own.

00:04

First clip of the page shows a red square

First clip of the page shows a red square

The text of the page goes on after the clip, and says again what anybody could see in the clip anyway.
END
# small and large results, text and JSON
for i in $(seq 3000); do printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n\n'; done >big.srt
for line in '--help' '--version' 'help link' 'convert -q --to vtt a.srt' 'convert -q --to vtt big.srt' 'convert -q --to json big.srt' 'probe page.txt' 'probe --json page.txt'; do
    $CAPALIGN $line >/dev/full
    echo $?
done
