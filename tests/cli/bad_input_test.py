#!/usr/bin/python3
"""Bad input of every kind to every command that takes it: one clear message that names the file, the right exit
code, and nothing left behind. usage: bad_input_test.py PROGRAM"""
import json
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
SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../samples/bridge/media/sound-bridge-lift")
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

    def test_every_file_with_a_strange_name_can_be_named(self):
        for name in (b"a\nb.txt", b"a'b\"c.txt", b"a\xffb.txt", b"-a.txt"):
            with self.subTest(name=name):
                path = os.path.join(os.fsencode(self.folder), name)
                with open(path, "wb") as f:
                    f.write((TEXT + "\n" + CLIP).encode())
                done = run("link", "--", path)
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                self.assertIn(name[:-4] + b".clip1.srt", os.listdir(os.fsencode(self.folder)))
                self.assertNotIn(b"\xff", done.stdout)

    def test_zeros_are_no_article(self):
        self.refused("zeros.txt", "link", self.file("zeros.txt", bytes(MIB)))


@unittest.skipUnless(os.geteuid() or shutil.which("setpriv"), "root may do anything, and needs setpriv to be somebody else")
class Permissions(Folder):
    def nobody(self, *arguments):
        os.chmod(self.folder, 0o755)
        other = [] if os.geteuid() else ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        return subprocess.run([*other, PROGRAM, *arguments], capture_output=True, timeout=60)

    def setUp(self):
        super().setUp()
        if self.nobody("--version").returncode:
            self.skipTest("nobody may not run the program here")

    def test_files_that_may_not_be_read(self):
        for name, content in (("page.txt", TEXT), ("a.srt", CAPTIONS), ("a.mp4", bytes(100))):
            os.chmod(self.file(name, content), 0)
        os.chmod(self.file("page.json", "{}"), 0)
        shutil.copy(SAMPLE + ".mp4", self.path("talk.mp4"))
        for arguments in (["link", "page.txt"], ["probe", "page.txt"], ["probe", "a.mp4"], ["align", "a.mp4", "page.txt"],
                          ["align", "talk.mp4", "page.txt"], ["align", "--keep-cues", "talk.mp4", "a.srt"],
                          ["convert", "--to", "vtt", "a.srt"], ["link", "--problem", "page.json"]):
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
        done = self.nobody("align", "--force", "-q", "--lang", "en", SAMPLE + ".mp4", self.path("page.txt"), "-o", self.path("out/a.srt"))
        self.assertEqual((done.returncode, len(done.stderr.splitlines())), (3, 1), done.stderr)
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
                self.refused(name, "probe", self.path(name))
                if name == "folder.mp4":
                    continue  # of link it is a folder of media
                done = run("link", self.path("page.txt"), self.path(name))
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn(name.encode(), done.stderr)
                self.assertNotIn("page.srt", os.listdir(self.folder))

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
        self.refused("half.mp4", "probe", half)
        done = run("link", self.path("page.txt"), half)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(b"half.mp4", done.stderr)
        self.assertFalse([n for n in os.listdir(self.folder) if n.endswith(("srt", "vtt"))])

    def test_half_a_file_whose_index_comes_first(self):
        whole = self.media("whole.mp4", *self.RED, *self.TONE, "-c:v", "libx264", "-c:a", "aac", "-movflags", "+faststart")
        with open(whole, "rb") as f:
            content = f.read()
        half = self.file("half.mp4", content[:len(content) * 2 // 3])
        said = json.loads(run("probe", "--json", half).stdout)
        self.assertLess(said["duration_us"], 3_900_000)

    def test_an_mp4_that_lies_about_its_length(self):
        whole = self.media("whole.mp4", *self.RED, *self.TONE, "-c:v", "libx264", "-c:a", "aac")
        with open(whole, "rb") as f:
            content = f.read()
        at = content.index(b"mvhd") + 4 + 16  # version, flags, two dates, time scale
        lying = self.file("lying.mp4", content[:at] + (10 * 3600 * 1000).to_bytes(4, "big") + content[at + 4:])
        os.remove(whole)
        self.assertRegex(run("probe", "--json", lying).stdout, rb'"duration_us": (39|40)\d{5},')
        done = run("link", self.path("page.txt"), lying)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("lying.srt", os.listdir(self.folder))


class Transcripts(Folder):
    """What align is given as the text of a medium that is right."""

    def align(self, name, *arguments, code=3):
        return self.refused(name, "align", SAMPLE + ".mp4", self.path(name), "-o", self.path("out.srt"), *arguments, code=code)

    def test_what_is_no_file(self):
        os.mkdir(self.path("folder.txt"))
        os.mkfifo(self.path("pipe.txt"))
        self.file("empty.txt", "")
        self.file("blank.txt", " \n\n")
        for name in ("folder.txt", "pipe.txt", "empty.txt", "blank.txt", "missing.txt"):
            with self.subTest(name=name):
                self.align(name)
                if name != "blank.txt":
                    os.path.exists(self.path(name)) and os.rename(self.path(name), self.path(name[:-3] + "srt"))
                    self.align(name[:-3] + "srt", "--keep-cues")

    def test_huge_files(self):
        self.file("over.txt", b"a" * (32 * MIB + 1))
        self.align("over.txt")

    def test_every_encoding_is_read(self):
        with open(SAMPLE + ".txt", encoding="utf-8") as f:
            text = f.read(400).rsplit(".", 1)[0] + "."
        for name, content in (("nul.txt", text.encode() + b"\0\n"), ("utf16.txt", text.encode("utf-16")),
                              ("broken.txt", text.encode() + b" \xff\xfe\n")):
            with self.subTest(name=name):
                self.file(name, content)
                done = run("align", SAMPLE + ".mp4", self.path(name), "-o", self.path(name + ".srt"))
                self.assertIn(done.returncode, (0, 1), done.stderr)
                with open(self.path(name + ".srt"), "rb") as f:
                    self.assertIn(b"1\n00:00:01,2", f.read())


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

    def test_what_is_no_caption_file_beside_a_medium(self):
        os.mkdir(self.path("media"))
        shutil.copy(SAMPLE + ".mp4", self.path("media/v.mp4"))
        article = self.file("page.txt", TEXT + "\n" + CLIP.replace("00:04", "02:26"))
        beside = self.path("media/v.srt")
        for kind, make in (("empty", lambda: self.file("media/v.srt", "")), ("folder", lambda: os.mkdir(beside)),
                           ("pipe", lambda: os.mkfifo(beside)), ("zeros", lambda: self.file("media/v.srt", bytes(MIB)))):
            with self.subTest(kind=kind):
                make()
                done = run("link", article, self.path("media"))
                if os.path.isfile(beside):
                    # somebody put it there, so it is told and not passed over
                    self.assertEqual(done.returncode, 1, done.stderr)
                    self.assertIn(b"v.srt", done.stderr)
                    self.assertNotIn("v.vtt", os.listdir(self.folder))
                else:
                    self.assertIn(done.returncode, (0, 1), done.stderr)
                os.rmdir(beside) if kind == "folder" else os.remove(beside)


@unittest.skipUnless(shutil.which("unshare"), "needs unshare, for a small disk")
class FullDisk(Folder):
    """A disk of 16 KiB that is full: a tmpfs in a user namespace of our own, so root is not needed."""

    def full(self, *arguments):
        os.makedirs(self.path("disk"), exist_ok=True)
        script = 'mount -t tmpfs -o size=16k none "$1" || exit 77; disk=$1; shift; head -c 65536 /dev/zero >"$disk/fill" 2>/dev/null; ' \
                 '"$@" >/dev/null; code=$?; ls -A "$disk"; exit $code'
        done = subprocess.run(["unshare", "-rm", "bash", "-c", script, "full", self.path("disk"), PROGRAM, *arguments],
                              capture_output=True, timeout=60)
        if done.returncode == 77 or b"unshare" in done.stderr:
            self.skipTest("no file system may be mounted here")
        return done

    def check(self, *arguments):
        done = self.full(*arguments)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn(b"No space left", done.stderr)
        left = done.stdout.splitlines()
        self.assertFalse([n for n in left if n.endswith((b".srt", b".vtt", b".json")) or b".capalign-" in n and n != b".capalign-files"], left)

    def test_every_command_that_writes(self):
        captions = self.file("a.srt", CAPTIONS)
        page = self.file("page.txt", TEXT + "\n" + CLIP)
        self.check("convert", captions, self.path("disk/b.vtt"))
        self.check("link", page, "-o", self.path("disk"))
        self.check("align", "--force", "-q", "--lang", "en", SAMPLE + ".mp4", page, "-o", self.path("disk/a.srt"))
        self.check("align", "--force", "-q", "--lang", "en", SAMPLE + ".mp4", page, "--words-json", self.path("disk/a.json"))


class StandardOutput(Folder):
    """/dev/full as standard output: told, and an error."""

    def test_every_command_that_prints(self):
        page = self.file("page.txt", TEXT + "\n" + CLIP)
        talk = self.file("talk.txt", "Good morning from Northhaven,\n")
        for arguments in (["probe", SAMPLE + ".mp4"], ["probe", "--json", SAMPLE + ".mp4"], ["link", "-n", page], ["link", "-n", "--json", page],
                          ["align", "--force", "-q", "--lang", "en", SAMPLE + ".mp4", talk, "--words-json", "-"]):
            with self.subTest(arguments=arguments), open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, timeout=60)
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertEqual(done.stderr.splitlines()[-1:], [b"capalign: cannot write to standard output: No space left on device"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
