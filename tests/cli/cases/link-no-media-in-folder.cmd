cat >page.txt <<'END'
A short page

The text of the page begins here, and it goes on for a while so that it is a paragraph of its own.

00:04

First clip of the page shows a red square

First clip of the page shows a red square

The text of the page goes on after the clip, and says again what anybody could see in the clip anyway.
END
mkdir media
echo text >media/notes.txt
$CAPALIGN link page.txt media >out
echo $?
ls
