# SIGINT while a file is written: the shim is a slow disk without files that have no name. What is there
# afterwards is whole, and no temporary file stays
command -v gcc >/dev/null || exit 77
cat >shim.c <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>
int open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    int mode = va_arg(list, int);
    va_end(list);
    if ((flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    return real(path, flags, mode);
}
int fsync(int fd)
{
    (void)fd;
    close(open("slow", O_WRONLY | O_CREAT, 0666));
    sleep(1);
    return 0;
}
END
gcc -shared -fPIC -o shim.so shim.c || exit 77
cat >page.txt <<'END'
A short page

The text of the page begins here, and it goes on for a while so that it is a paragraph of its own.

00:04

First clip of the page shows a red square

First clip of the page shows a red square

The text of the page goes on after the clip, and says again what anybody could see in the clip anyway.
END
echo 'Good morning from Northhaven,' >talk.txt
mkdir out
# bash may write a line of its own on the end of a background job
exec 3>&2 2>/dev/null
interrupt() {
    rm -f slow
    ASAN_OPTIONS=verify_asan_link_order=0 env --default-signal=INT LD_PRELOAD=./shim.so "$CAPALIGN" "$@" >/dev/null 2>&3 &
    pid=$!
    for i in $(seq 400); do test -e slow && break; sleep 0.05; done
    kill -INT $pid
    wait $pid
    echo "$1 $?"
}
interrupt align --lang en --force -q "$SAMPLES/bridge/media/sound-bridge-lift.mp4" talk.txt -o out/talk.srt
interrupt link page.txt -o out
for file in out/*.srt out/*.vtt; do
    test ! -e "$file" || grep -q 'Northhaven,$\|red square$' "$file" || echo "half: $file"
done
ls -A out | grep -v '^\.capalign-files$' | grep -v '^talk.srt$\|^page.clip1.srt$\|^page.clip1.vtt$'
true
