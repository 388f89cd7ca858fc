#!/usr/bin/python3
"""What cmake --install puts into a prefix: all of it is there, and a program is built against it and runs.
usage: install_test.py PROGRAM (in its build folder)"""
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
BUILD = os.path.dirname(PROGRAM)
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
ARTICLE = os.path.join(ROOT, "samples/bridge/article.txt")
MEDIUM = os.path.join(ROOT, "samples/bridge/media/ferry-timetable.mp4")
NEEDED = ["bin/capalign", "share/man/man1/capalign.1", "share/man/man1/capalign-link.1", "share/bash-completion/completions/capalign",
          "share/zsh/site-functions/_capalign", "share/fish/vendor_completions.d/capalign.fish"]
CLIENT = r"""
#include <stdio.h>
#include <capalign/article.h>
#include <capalign/media.h>
int main(int argc, char **argv)
{
    capalign_article *article;
    capalign_medium *medium;
    capalign_error error;
    if (argc < 3 || capalign_article_read(argv[1], NULL, &article, &error) != CAPALIGN_OK ||
        capalign_medium_open(argv[2], &medium, &error) != CAPALIGN_OK)
        return 1;
    printf("%zu clips, %zu streams\n", capalign_article_clip_count(article), capalign_medium_stream_count(medium));
    capalign_medium_close(medium);
    capalign_article_destroy(article);
    return 0;
}
"""


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60, **options).stdout


def headers(folder):
    return sorted(os.listdir(os.path.join(folder, "include/capalign")))


def library_folder(prefix):
    return next(root for root, _, names in os.walk(prefix) if "libcapalign.so" in names)


def check(prefix):
    run("cmake", "--install", BUILD, "--prefix", prefix)
    missing = [name for name in NEEDED if not os.path.isfile(os.path.join(prefix, name))]
    assert not missing, missing
    assert headers(prefix) == headers(ROOT), headers(prefix)
    moved = prefix + "-moved"  # nothing of it may depend on where it was built or first put
    os.rename(prefix, moved)
    assert run(os.path.join(moved, "bin/capalign"), "--version") == run(PROGRAM, "--version")
    assert "STREAM" in run(os.path.join(moved, "bin/capalign"), "probe", MEDIUM)
    videos, subs = os.path.join(moved, "videos"), os.path.join(moved, "subs")
    os.mkdir(videos)
    for extension in ("mp4", "txt"):
        shutil.copy(os.path.join(ROOT, "samples/bridge/media/sound-bridge-lift." + extension), videos)
    run(os.path.join(moved, "bin/capalign"), "batch", "align", videos, "-o", subs)  # workers find what is theirs, confined
    libraries, client = library_folder(moved), os.path.join(moved, "client")
    with open(client + ".c", "w") as f:
        f.write(CLIENT)
    flags = run("pkg-config", "--cflags", "--libs", "capalign",
                env={**os.environ, "PKG_CONFIG_PATH": os.path.join(libraries, "pkgconfig")}).split()
    run("cc", "-std=c17", "-Wall", "-Werror", client + ".c", "-o", client, *flags)
    assert run(client, ARTICLE, MEDIUM, env={**os.environ, "LD_LIBRARY_PATH": libraries}) == "2 clips, 2 streams\n"


with open(os.path.join(BUILD, "CMakeCache.txt")) as cache:
    if "-fsanitize" in cache.read():
        print("skipped: a client of a library with sanitizers needs them too")
        sys.exit(77)
if not all(map(shutil.which, ("cmake", "cc", "pkg-config"))):
    print("skipped: needs cmake, cc and pkg-config")
    sys.exit(77)
with tempfile.TemporaryDirectory(prefix="capalign-install-") as folder:
    check(os.path.join(folder, "prefix"))
print("installed, built against, run")
