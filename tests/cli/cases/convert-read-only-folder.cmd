printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
# root may write anywhere, so somebody else must try
test "$(id -u)" = 0 && command -v setpriv >/dev/null && test -x "$CAPALIGN" || exit 77
chmod 755 . && mkdir d && chmod 555 d
nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
nobody "$CAPALIGN" --version >/dev/null 2>&1 || exit 77
nobody "$CAPALIGN" convert a.srt d/b.vtt
echo $?
ls -A d
chmod 000 a.srt
nobody "$CAPALIGN" convert --to vtt a.srt
