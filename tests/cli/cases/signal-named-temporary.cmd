# where a file system has no files without a name, a signal while a file is written must not leave
# the temporary one; the shim is such a file system, and a slow disk
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
    write(open("slow", O_WRONLY | O_CREAT, 0666), "x", 1);
    sleep(1);
    return 0;
}
END
gcc -shared -fPIC -o shim.so shim.c || exit 77
printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n' >a.srt
# bash may write a line of its own on the end of a background job
exec 3>&2 2>/dev/null
ASAN_OPTIONS=verify_asan_link_order=0 env --default-signal=INT LD_PRELOAD=./shim.so "$CAPALIGN" convert -q a.srt out.vtt 2>&3 &
pid=$!
for i in $(seq 100); do test -e slow && break; sleep 0.05; done
ls -A | grep -c 'capalign-'
kill -INT $pid
wait $pid
echo $?
tail -1 out.vtt
ls -A
