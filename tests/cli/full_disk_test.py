#!/usr/bin/python3
"""Each command on a disk without room: the error says so, nothing half-written is left, and it works once
there is room. usage: full_disk_test.py PROGRAM"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
HERE = os.path.dirname(os.path.abspath(__file__))
BRIDGE = os.path.join(HERE, "../../samples/bridge")


def captions(count):
    return "".join(f"{n}\n00:{n // 60 % 60:02}:{n % 60:02},000 --> 00:{n // 60 % 60:02}:{n % 60:02},900\nHello there\n\n"
                   for n in range(1, count + 1))


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=300)


class Full(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="capalign-full-")
        self.disk = os.path.join(self.folder, "disk")
        os.mkdir(self.disk)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", self.disk], capture_output=True)
        if mounted.returncode:
            os.rmdir(self.disk)
            os.rmdir(self.folder)
            self.skipTest("no file system can be mounted here (that needs root)")

    def tearDown(self):
        subprocess.run(["umount", self.disk], check=True)
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.disk, name)

    def put(self, name, text):
        with open(self.path(name), "w") as f:
            f.write(text)

    def fill(self):
        with open(self.path("filler"), "wb", buffering=0) as f:
            try:
                while f.write(b"x" * 4096):
                    pass
            except OSError:
                pass

    def refuses_then_works(self, *command, results):
        before = sorted(os.listdir(self.disk))
        self.fill()
        done = run(*command, "--json")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("make room", done.stderr)
        self.assertIn('"full"', done.stdout)
        left = [n for n in os.listdir(self.disk) if n not in before + ["filler", ".capalign-files"]]
        self.assertEqual(left, [])
        os.remove(self.path("filler"))
        done = run(*command)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        for name in results:
            self.assertGreater(os.path.getsize(self.path(name)), 0, name)

    def test_convert(self):
        self.put("a.srt", captions(1))
        self.refuses_then_works("convert", self.path("a.srt"), self.path("a.vtt"), results=["a.vtt"])

    def test_align(self):
        media = os.path.join(BRIDGE, "media/ferry-timetable.")
        self.refuses_then_works("align", media + "mp4", media + "txt", "-o", self.path("a.srt"), results=["a.srt"])
        self.refuses_then_works("align", media + "mp4", media + "txt", "--words-json", self.path("a.json"),
                                results=["a.json"])

    def test_link(self):
        self.refuses_then_works("link", "-o", self.disk, os.path.join(BRIDGE, "article.txt"),
                                os.path.join(BRIDGE, "media"), results=["ferry-timetable.en.srt", "ferry-timetable.en.vtt"])

    def test_fix(self):
        self.put("a.srt", "".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nHello  \n\n\n\n" for n in range(3, 50)))
        with open(self.path("a.srt")) as f:
            before = f.read()
        self.fill()
        done = run("check", "--fix", self.path("a.srt"))
        self.assertIn("make room", done.stderr)
        with open(self.path("a.srt")) as f:
            self.assertEqual(f.read(), before)
        os.remove(self.path("filler"))
        run("check", "--fix", self.path("a.srt"))
        with open(self.path("a.srt")) as f:
            self.assertNotEqual(f.read(), before)

    def test_report(self):
        """Longer than a buffer: the failure comes while it is written, not at its end."""
        captions = os.path.join(self.folder, "a.srt")
        with open(captions, "w") as f:
            f.write("".join(f"{n}\n00:00:01,000 --> 00:00:01,100\nHello there, this is far too fast to be read\n\n"
                            for n in range(900)))
        self.fill()
        done = run("check", captions, "--report", "json=" + self.path("report.json"))
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("make room", done.stderr)

    def batch(self, *command, results):
        """Some of it fits; then it stops, and goes on once there is room."""
        done = run("batch", *command, "-o", self.disk, "--json", "--retry", "2")
        told = json.loads(done.stdout)
        if done.returncode == 1:
            self.assertEqual((told["full"], told["stopped"], told["retried"]), (True, True, 0))
            self.assertIn("the disk is full", done.stderr)
        else:  # there was no room for the journal either
            self.assertEqual((done.returncode, told["error"]["code"]), (3, "full"), done.stderr)
        self.assertIn("make room", done.stderr)
        names = os.listdir(self.disk)
        self.assertEqual([n for n in names if ".capalign-" in n[1:] and n.startswith(".") and ".db" not in n], [])
        os.remove(self.path("filler"))
        again = run("batch", *command, "-o", self.disk, "--json")
        self.assertIn(again.returncode, (0, 1), again.stderr)
        told = json.loads(again.stdout)
        self.assertEqual((told["full"], told["stopped"], told["jobs"]["failed"]), (False, False, 0))
        self.assertEqual(len([n for n in os.listdir(self.disk) if n.endswith((".srt", ".vtt"))]), results)

    def fill_but(self, kilobytes):
        self.fill()
        os.truncate(self.path("filler"), os.path.getsize(self.path("filler")) - (kilobytes << 10))

    def inputs(self, count=0, cues=0):
        """A folder with so many files of captions."""
        folder = os.path.join(self.folder, "in")
        os.mkdir(folder)
        for i in range(count):
            with open(os.path.join(folder, f"{i}.srt"), "w") as f:
                f.write(captions(cues))
        return folder

    def test_batch_convert(self):
        inputs = self.inputs(60, 400)
        self.fill_but(500)
        self.batch("convert", inputs, results=60)

    def test_batch_with_room_for_the_journal(self):
        """A result that does not fit stops it, and nothing is tried again."""
        inputs = self.inputs(1, 14000)
        self.fill_but(400)
        self.batch("convert", inputs, results=1)

    def test_batch_align(self):
        inputs = self.inputs()
        for i in range(40):
            for extension in ("mp4", "txt"):
                shutil.copy(os.path.join(BRIDGE, f"media/sound-bridge-lift.{extension}"),
                            os.path.join(inputs, f"{i}.{extension}"))
        self.fill_but(200)
        self.batch("align", inputs, results=80)

    def test_batch_without_room_for_the_journal(self):
        inputs = self.inputs(1, 1)
        self.fill()
        done = run("batch", "convert", inputs, "-o", self.disk, "--json")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual(json.loads(done.stdout)["error"]["code"], "full", done.stderr)
        os.remove(self.path("filler"))
        self.assertEqual(run("batch", "convert", inputs, "-o", self.disk).returncode, 0)

    def test_a_whole_journal_stays_where_there_is_no_room_to_open_it(self):
        inputs = self.inputs(1, 1)
        self.assertEqual(run("batch", "convert", inputs, "-o", self.disk).returncode, 0)
        self.fill()
        done = run("batch", "convert", inputs, "-o", self.disk, "--json")
        self.assertNotIn("damaged", done.stderr)
        self.assertFalse(os.path.exists(self.path(".capalign-batch.db.damaged")))
        os.remove(self.path("filler"))
        again = json.loads(run("batch", "convert", inputs, "-o", self.disk, "--json").stdout)
        self.assertEqual((again["skipped"], again["rebuilt"]), (1, False))


if __name__ == "__main__":
    unittest.main(verbosity=1)
