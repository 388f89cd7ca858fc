test "$(id -u)" = 0 && mkdir d && mount -t tmpfs -o size=64k none d 2>/dev/null || exit 77
for i in $(seq 4000); do
    printf '%d\n00:00:01,000 --> 00:00:02,000\nHello\n\n' "$i"
done >a.srt
$CAPALIGN convert -q a.srt d/b.vtt
echo $?
ls -A d
umount d
