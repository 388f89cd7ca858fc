#!/usr/bin/python3
"""Bad input of every kind to every command that takes it: one clear message that names the file, the right exit
code, and nothing left behind. usage: bad_input_test.py PROGRAM"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
MIB = 1 << 20
TEXT = "A page\n\nThe ferry leaves the harbour at six, and nobody on the quay knows why.\n"
CLIP = "00:04\nA red square on a white wall\nA red square on a white wall\n"
CAPTIONS = "1\n00:00:01,000 --> 00:00:02,000\nHello\n"


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=120, **options)


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="capalign-bad-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, content):
        with open(self.path(name), "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return self.path(name)

    def media(self, name, *arguments):
        subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *arguments, self.path(name)], check=True)
        return self.path(name)

    def refused(self, name, *arguments, code=3):
        """One line on standard error that names the file; nothing new in the folder."""
        before = sorted(os.listdir(self.folder))
        done = run(*arguments)
        lines = done.stderr.decode("utf-8", "replace").splitlines()
        self.assertEqual((done.returncode, len(lines)), (code, 1), (arguments, done.stderr))
        self.assertIn(name, lines[0])
        self.assertEqual(sorted(os.listdir(self.folder)), before)
        return lines[0]


class Articles(Folder):
    def test_empty_files_and_what_is_no_file(self):
        os.mkdir(self.path("folder"))
        os.mkfifo(self.path("pipe"))
        self.file("empty.txt", "")
        for name in ("folder", "pipe", "empty.txt", "missing.txt", "/dev/zero"):
            for command in (["link"], ["probe"], ["link", "--format", "html"]):
                with self.subTest(name=name, command=command):
                    self.refused(name, *command, os.path.join(self.folder, name))

    def test_ten_hours_of_duration_marks(self):
        marks = "".join(f"{s // 3600}:{s // 60 % 60:02}:{s % 60:02}\n" for s in range(1, 36001))
        done = run("probe", "--json", self.file("marks.txt", TEXT + "\n" + marks))
        self.assertEqual(done.returncode, 0, done.stderr[:500])
        self.assertIn(b'"clips": []', done.stdout)

    def test_huge_files(self):
        for name, content in (("digits.txt", b"0123456789" * (32 * MIB // 10)), ("line.txt", b"word " * (32 * MIB // 5)),
                              ("marks.txt", b"02:26\n" * (32 * MIB // 6)), ("tags.html", b"<p>" * (32 * MIB // 3))):
            with self.subTest(name=name):
                done = run("probe", "--json", self.file(name, content))
                # read within the caps, or refused with one message; never a crash, never a clip
                self.assertIn(done.returncode, (0, 1, 3), done.stderr[:500])
                if done.returncode != 3:
                    self.assertIn(b'"clips": []', done.stdout)
                os.remove(self.path(name))
        self.refused("over.txt", "probe", self.file("over.txt", b"a" * (32 * MIB + 1)))

    def test_nul_bytes_and_broken_text(self):
        for name, content in (("nul.txt", TEXT.encode() + b"\0\0\n" + CLIP.encode()),
                              ("broken.txt", TEXT.encode() + b"\xff\xfe\xc3\n" + CLIP.encode()),
                              ("utf16.txt", (TEXT + "\n" + CLIP).encode("utf-16")),
                              ("odd.txt", (TEXT + "\n" + CLIP).encode("utf-16") + b"\x41")):
            with self.subTest(name=name):
                done = run("probe", "--json", self.file(name, content))
                self.assertIn(done.returncode, (0, 1), done.stderr)
                self.assertNotIn(b"\0", done.stdout)
                self.assertIn(b'"duration_us": 4000000', done.stdout)

    def test_zeros_are_no_article(self):
        self.refused("zeros.txt", "link", self.file("zeros.txt", bytes(MIB)))


@unittest.skipUnless(os.geteuid() == 0 and shutil.which("setpriv"), "needs root, to be somebody else")
class Permissions(Folder):
    def nobody(self, *arguments):
        os.chmod(self.folder, 0o755)
        return subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", PROGRAM, *arguments],
                              capture_output=True, timeout=60)

    def setUp(self):
        super().setUp()
        if self.nobody("--version").returncode:
            self.skipTest("nobody may not run the program here")

    def test_files_that_may_not_be_read(self):
        for name, content in (("page.txt", TEXT), ("a.srt", CAPTIONS), ("a.mp4", bytes(100))):
            os.chmod(self.file(name, content), 0)
        for arguments in (["link", "page.txt"], ["probe", "page.txt"], ["probe", "a.mp4"], ["align", "a.mp4", "page.txt"],
                          ["convert", "--to", "vtt", "a.srt"]):
            with self.subTest(arguments=arguments):
                done = self.nobody(arguments[0], *(self.path(a) if "." in a else a for a in arguments[1:]))
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
                self.assertIn(b"ermission", done.stderr)

    def test_a_folder_that_may_not_be_written(self):
        os.mkdir(self.path("out"), 0o555)
        self.file("page.txt", TEXT + "\n" + CLIP)
        done = self.nobody("link", self.path("page.txt"), "-o", self.path("out"))
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn(b"ermission", done.stderr)
        self.assertEqual(os.listdir(self.path("out")), [])


@unittest.skipUnless(shutil.which("ffmpeg"), "needs ffmpeg")
class Media(Folder):
    TONE = ["-f", "lavfi", "-i", "sine=f=300:d=4"]
    RED = ["-f", "lavfi", "-i", "color=red:s=64x64:r=10:d=4"]

    def setUp(self):
        super().setUp()
        self.file("page.txt", TEXT + "\n" + CLIP)
        self.file("talk.txt", "The ferry leaves the harbour at six.\n")

    def test_what_is_no_medium(self):
        os.mkdir(self.path("folder.mp4"))
        os.mkfifo(self.path("pipe.mp4"))
        self.file("empty.mp4", "")
        self.file("zeros.mp4", bytes(MIB))
        for name in ("folder.mp4", "pipe.mp4", "empty.mp4", "zeros.mp4", "missing.mp4"):
            with self.subTest(name=name):
                self.refused(name, "align", self.path(name), self.path("talk.txt"), "-o", self.path("out.srt"))

    def test_no_sound(self):
        silent = self.media("silent.mp4", *self.RED, "-c:v", "libx264")
        self.assertIn("no sound", self.refused("silent.mp4", "align", silent, self.path("talk.txt"), "-o", self.path("out.srt")))
        done = run("link", self.path("page.txt"), silent)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(os.path.exists(self.path("silent.srt")), "the caption needs no sound")

    def test_sound_only(self):
        done = run("link", self.path("page.txt"), self.media("tone.m4a", *self.TONE, "-c:a", "aac"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(os.path.exists(self.path("tone.srt")))

    def test_speech_that_is_none_is_refused(self):
        tone = self.media("tone.wav", *self.TONE)
        said = self.refused("talk.txt", "align", tone, self.path("talk.txt"), "-o", self.path("out.srt"), code=1)
        self.assertIn("does not match", said)

    def test_a_container_that_lies_about_its_length(self):
        whole = self.media("whole.mkv", *self.RED, *self.TONE, "-c:v", "libx264", "-c:a", "aac")
        with open(whole, "rb") as f:
            content = f.read()
        at = content.index(b"\x44\x89\x88") + 3  # Duration, as 8 bytes of float
        lying = self.file("lying.mkv", content[:at] + b"\x41\x5e\x84\x80\x00\x00\x00\x00" + content[at + 8:])
        probed = run("probe", "--json", lying)
        self.assertRegex(probed.stdout, rb'"duration_us": (39|40)\d{5},', probed.stdout[:400])

    def test_half_a_file(self):
        whole = self.media("whole.mp4", *self.RED, *self.TONE, "-c:v", "libx264", "-c:a", "aac")
        with open(whole, "rb") as f:
            content = f.read()
        half = self.file("half.mp4", content[:len(content) // 2])
        self.refused("half.mp4", "align", half, self.path("talk.txt"), "-o", self.path("out.srt"))


class Captions(Folder):
    def test_broken_captions(self):
        for name, content in (("nul.srt", CAPTIONS.encode().replace(b"Hello", b"He\0lo")),
                              ("broken.srt", CAPTIONS.encode().replace(b"Hello", b"H\xffllo \xc3\xa9\xc3\xa8")),
                              ("utf16.srt", CAPTIONS.encode("utf-16"))):
            with self.subTest(name=name):
                done = run("convert", self.file(name, content), self.path(name + ".vtt"))
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn(name.encode(), done.stderr)
        self.refused("zeros.srt", "convert", self.file("zeros.srt", bytes(MIB)), self.path("out.vtt"))


if __name__ == "__main__":
    unittest.main(verbosity=1)
