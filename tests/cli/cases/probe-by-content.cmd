cat >page.txt <<'END'
A short page

The text of the page begins here, and it goes on for a while so that it is a paragraph of its own.

00:04

First clip of the page shows a red square

First clip of the page shows a red square

The text of the page goes on after the clip, and says again what anybody could see in the clip anyway.
END
# the name does not matter: a text is an article, bytes are a medium
cp page.txt page.mp4
$CAPALIGN probe page.mp4 | head -1
cp "$SAMPLES/bridge/media/ferry-timetable.mp4" talk.txt
$CAPALIGN probe talk.txt | head -2
$CAPALIGN probe --as article talk.txt
echo $?
$CAPALIGN probe --as medium page.txt
