cat >page.txt <<'END'
A short page

The text of the page begins here, and it goes on for a while so that it is a paragraph of its own.

00:04

First clip of the page shows a red square

First clip of the page shows a red square

The text of the page goes on after the clip, and says again what anybody could see in the clip anyway.
END
: >file
# -o names a folder
for output in file file/below /dev/full; do
    $CAPALIGN link page.txt -o $output
    echo $?
done
# a folder or a FIFO stands where a file would go; neither is replaced
mkdir page.clip1.srt
mkfifo page.clip1.vtt
for option in '' --force; do
    $CAPALIGN link $option page.txt >out
    echo $?
done
test -d page.clip1.srt && test -p page.clip1.vtt && ls -A
