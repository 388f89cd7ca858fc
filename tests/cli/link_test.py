#!/usr/bin/python3
"""The main job on real files: what is written, what is left alone, what is told. usage: link_test.py PROGRAM"""
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import srt

PROGRAM = os.path.abspath(sys.argv.pop(1))
SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../samples/bridge")
NAMES = ["ferry-timetable.en.srt", "ferry-timetable.en.vtt", "sound-bridge-lift.en.srt", "sound-bridge-lift.en.vtt"]
ARTICLE = """A short page

The text of the page begins here, and it goes on for a while so that it is a paragraph of its own.

00:04

First clip of the page shows a red square

First clip of the page shows a red square

The text of the page goes on after the clip, and says again what anybody could see in the clip anyway.
"""
HAVE_FFMPEG = shutil.which("ffmpeg") is not None


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60, **options)


def make_media(path, seconds, *extra):
    """A video of that length with sound; `extra` are more arguments of ffmpeg."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"color=red:s=64x64:r=10:d={seconds}", "-f", "lavfi",
                    "-i", f"sine=f=300:d={seconds}", *extra, "-c:v", "libx264", "-c:a", "aac", path], check=True)


def content(folder):
    """Every file of the folder with a hash of its bytes; capalign's journal aside."""
    result = {}
    for root, _, names in os.walk(folder):
        for name in names:
            if name != ".capalign-files":
                with open(os.path.join(root, name), "rb") as f:
                    result[os.path.relpath(os.path.join(root, name), folder)] = hashlib.sha256(f.read()).hexdigest()
    return result


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="capalign-link-")
        self.article = os.path.join(self.folder, "page.txt")
        with open(self.article, "w") as f:
            f.write(ARTICLE)

    def tearDown(self):
        shutil.rmtree(self.folder)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def put(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w") as f:
            f.write(text)
        return self.path(name)

    def read(self, name):
        with open(self.path(name)) as f:
            return f.read()


class Sample(Case):
    """The sample's captions, without its transcripts: the clip captions over the clips' real lengths."""

    def setUp(self):
        super().setUp()
        shutil.copy(os.path.join(SAMPLE, "article.txt"), self.path("article.txt"))
        os.mkdir(self.path("media"))
        for name in ("ferry-timetable.mp4", "sound-bridge-lift.mp4"):
            shutil.copy(os.path.join(SAMPLE, "media", name), self.path("media"))
        self.arguments = ("link", self.path("article.txt"), self.path("media"))

    def test_four_files_with_the_real_lengths(self):
        done = run(*self.arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([n for n in sorted(os.listdir(self.folder)) if n.endswith(("srt", "vtt"))], NAMES)
        for stem, end, words in (("sound-bridge-lift", 146.0, "Floating cranes set the first section of the Sound Bridge on its piers"),
                                 ("ferry-timetable", 225.0, "Ferry captain explains the winter timetable from the wheelhouse")):
            cues = list(srt.parse(self.read(stem + ".en.srt"), ignore_errors=False))
            self.assertEqual(cues[0].start.total_seconds(), 0)
            self.assertEqual(cues[-1].end.total_seconds(), end)
            self.assertEqual(" ".join(" ".join(c.content for c in cues).split()), words)
            self.assertTrue(self.read(stem + ".en.vtt").startswith("WEBVTT\n"))
            self.assertIn(stem, done.stdout)

    def test_second_run_changes_nothing_and_says_so(self):
        run(*self.arguments)
        before = content(self.folder)
        times = {n: os.stat(self.path(n)).st_mtime_ns for n in NAMES}
        done = run(*self.arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(content(self.folder), before)
        self.assertEqual({n: os.stat(self.path(n)).st_mtime_ns for n in NAMES}, times)
        self.assertIn("unchanged", done.stdout)

    def test_dry_run_writes_nothing(self):
        before = content(self.folder)
        done = run(*self.arguments, "--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(content(self.folder), before)
        self.assertFalse(os.path.exists(self.path(".capalign-files")))

    def test_output_folder_is_made(self):
        done = run(*self.arguments, "-o", self.path("out/deep"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([n for n in sorted(os.listdir(self.path("out/deep"))) if n[0] != "."], NAMES)


class Files(Case):
    def test_without_media_the_clip_names_the_files(self):
        done = run("link", self.article)
        self.assertEqual(done.returncode, 0, done.stderr)
        cues = list(srt.parse(self.read("page.clip1.srt"), ignore_errors=False))
        self.assertEqual((cues[0].start.total_seconds(), cues[-1].end.total_seconds()), (0, 4))

    def test_language_option_names_the_files(self):
        run("link", self.article, "--lang", "de")
        self.assertTrue(os.path.exists(self.path("page.clip1.de.vtt")))

    def test_a_foreign_file_stays(self):
        mine = self.put("page.clip1.srt", "1\n00:00:00,000 --> 00:00:01,000\nMine\n")
        done = run("link", self.article)
        self.assertEqual(done.returncode, 1)
        self.assertIn("page.clip1.srt", done.stderr)
        self.assertIn("Mine", self.read("page.clip1.srt"))
        self.assertTrue(os.path.exists(self.path("page.clip1.vtt")))
        self.assertEqual(run("link", self.article, "--force").returncode, 0)
        with open(mine) as f:
            self.assertNotIn("Mine", f.read())

    def test_own_files_follow_the_article_until_somebody_edits_them(self):
        run("link", self.article)
        with open(self.article, "w") as f:
            f.write(ARTICLE.replace("red", "blue"))
        self.assertEqual(run("link", self.article).returncode, 0)
        self.assertIn("blue", self.read("page.clip1.srt"))
        self.put("page.clip1.srt", self.read("page.clip1.srt").replace("blue", "Edited"))
        with open(self.article, "w") as f:
            f.write(ARTICLE.replace("red", "green"))
        self.assertEqual(run("link", self.article).returncode, 1)
        self.assertIn("Edited", self.read("page.clip1.srt"))
        self.assertIn("green", self.read("page.clip1.vtt"))

    def test_a_folder_that_cannot_be_written(self):
        blocked = self.put("file", "x")
        done = run("link", self.article, "-o", os.path.join(blocked, "below"))
        self.assertEqual(done.returncode, 3)
        self.assertIn("below", done.stderr)

    def test_an_article_that_is_not_there(self):
        done = run("link", self.path("none.txt"))
        self.assertEqual(done.returncode, 3)
        self.assertIn("none.txt", done.stderr)


@unittest.skipUnless(HAVE_FFMPEG, "ffmpeg is not installed")
class Media(Case):
    def test_a_medium_that_cannot_be_read_is_told(self):
        make_media(self.path("good.mp4"), 4)
        self.put("broken.mp4", "no video")
        done = run("link", self.article, self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn("broken.mp4", done.stderr)
        self.assertTrue(os.path.exists(self.path("good.srt")))

    def test_two_that_fit_are_not_guessed(self):
        make_media(self.path("a.mp4"), 4)
        shutil.copy(self.path("a.mp4"), self.path("b.mp4"))
        done = run("link", self.article, self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertFalse([n for n in os.listdir(self.folder) if n.endswith("srt")])
        self.assertIn("a.mp4", done.stdout + done.stderr)
        self.assertIn("b.mp4", done.stdout + done.stderr)

    def test_a_subtitle_file_beside_the_medium_is_better_than_the_caption(self):
        os.mkdir(self.path("media"))
        make_media(self.path("media/v.mp4"), 4)
        self.put("media/v.fr.srt", "1\n00:00:01,000 --> 00:00:02,000\nBonjour\n")
        done = run("link", self.article, self.path("media"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.read("v.fr.srt"), self.read("media/v.fr.srt"))
        self.assertIn("Bonjour", self.read("v.fr.vtt"))

    def test_a_subtitle_file_with_an_unsure_time_is_not_passed_over(self):
        os.mkdir(self.path("media"))
        make_media(self.path("media/v.mp4"), 4)
        self.put("media/v.srt", "1\n00:00:01,5 --> 00:00:02,000\nWhen\n")
        done = run("link", self.article, self.path("media"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("v.srt:2", done.stderr)
        self.assertFalse(os.path.exists(self.path("v.srt")))

    def test_an_own_result_is_no_source(self):
        make_media(self.path("v.mp4"), 4)
        run("link", self.article, self.folder)
        with open(self.article, "w") as f:
            f.write(ARTICLE.replace("red", "blue"))
        run("link", self.article, self.folder)
        self.assertIn("blue", self.read("v.srt"))

    def test_an_embedded_stream_is_better_than_the_caption(self):
        self.put("in.srt", "1\n00:00:01,000 --> 00:00:02,500\nFrom inside\n")
        os.mkdir(self.path("media"))
        make_media(self.path("media/v.mkv"), 4, "-i", self.path("in.srt"), "-map", "0", "-map", "1", "-map", "2", "-c:s", "srt",
                   "-metadata:s:s:0", "language=eng")
        done = run("link", self.article, self.path("media"))
        self.assertEqual(done.returncode, 0, done.stderr)
        cues = list(srt.parse(self.read("v.en.srt"), ignore_errors=False))
        self.assertEqual([c.content for c in cues], ["From inside"])
        # ffmpeg moves all streams of a Matroska file by the encoder's delay, 23 ms here.
        self.assertAlmostEqual(cues[0].start.total_seconds(), 1, delta=0.03)
        self.assertAlmostEqual(cues[0].end.total_seconds(), 2.5, delta=0.03)

    def test_a_chapter_gets_its_cue_at_its_place(self):
        self.put("chapters.txt", ";FFMETADATA1\n" + "".join(
            f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={a}\nEND={b}\ntitle={t}\n" for a, b, t in ((0, 7000, "one"), (7000, 11000, "two"))))
        os.mkdir(self.path("media"))
        make_media(self.path("media/long.mp4"), 11, "-i", self.path("chapters.txt"), "-map", "0", "-map", "1", "-map_metadata", "2")
        done = run("link", self.article, self.path("media"))
        self.assertIn(done.returncode, (0, 1), done.stderr)
        cues = list(srt.parse(self.read("long.srt"), ignore_errors=False))
        self.assertEqual((cues[0].start.total_seconds(), cues[-1].end.total_seconds()), (7, 11))

    def test_strange_names(self):
        name = b"a\n\"'$(x)%d\xff.mp4"
        make_media(self.path("plain.mp4"), 4)
        os.mkdir(self.path("media"))
        os.rename(self.path("plain.mp4"), os.path.join(os.fsencode(self.path("media")), name))
        done = subprocess.run([PROGRAM, "link", self.article, self.path("media")], capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(name[:-4] + b".srt", os.listdir(os.fsencode(self.folder)))
        self.assertNotIn(b"\xff", done.stdout)

    def test_an_interrupt_leaves_no_half_written_file(self):
        os.mkdir(self.path("media"))
        for i in range(40):
            make_media(self.path("first.mp4"), 1) if i == 0 else None
            shutil.copy(self.path("first.mp4"), self.path(f"media/m{i}.mp4"))
        for delay in (0.02, 0.1, 0.3):
            process = subprocess.Popen([PROGRAM, "link", self.article, self.path("media")], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE)
            time.sleep(delay)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)
            left = [n for n in os.listdir(self.folder) if n not in ("page.txt", "media", "first.mp4", ".capalign-files")]
            self.assertFalse([n for n in left if "capalign-" in n or n.startswith(".")], left)


@unittest.skipUnless(os.geteuid() == 0 and shutil.which("mount"), "needs root for a small tmpfs")
class FullDisk(Case):
    def test_a_full_disk_leaves_nothing(self):
        os.mkdir(self.path("disk"))
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "none", self.path("disk")], capture_output=True).returncode:
            self.skipTest("mount is not allowed here")
        try:
            with open(self.path("disk/fill"), "wb") as f:
                try:
                    f.write(b"x" * 65536)
                except OSError:
                    pass
            done = run("link", self.article, "-o", self.path("disk"))
            self.assertIn(done.returncode, (1, 3), done.stderr)
            self.assertIn("No space left", done.stderr)
            self.assertFalse([n for n in os.listdir(self.path("disk")) if n.endswith(("srt", "vtt")) or "capalign-" in n
                              and n != ".capalign-files"])
        finally:
            subprocess.run(["umount", self.path("disk")], check=True)


if __name__ == "__main__":
    unittest.main(verbosity=1)
