#!/usr/bin/python3
"""capalign align on odd containers: the words keep their places, or the command says why not.
usage: align_media_test.py PROGRAM"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
MEDIA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../samples/bridge/media")
CLIP = os.path.join(MEDIA, "sound-bridge-lift.mp4")
SECONDS = "14.5"  # the clip's first two sentences
TEXT = ("Good morning from Northhaven, where the first section of the new bridge is about to leave its barge.\n"
        "It is a quarter past six, the wind is almost nothing, and the water in the sound lies as flat as a plate.\n")
FRAME_US = 35_000  # transport streams and VBR heads may be a frame of the encoder's delay off


@unittest.skipUnless(shutil.which("ffmpeg"), "needs ffmpeg")
class Media(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="capalign-media-")
        cls.base = cls.ffmpeg("base.mp4", "-i", CLIP, "-t", SECONDS)
        cls.text = cls.path("t.txt")
        with open(cls.text, "w") as f:
            f.write(TEXT)
        cls.words = cls.words_of(cls.base)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def ffmpeg(cls, name, *options):
        subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *options, cls.path(name)], check=True)
        return cls.path(name)

    @classmethod
    def run_align(cls, medium, *options, **more):
        return subprocess.run([PROGRAM, "align", *options, medium, cls.text], capture_output=True, text=True, timeout=120,
                              **more)

    @classmethod
    def words_of(cls, medium, *options):
        done = cls.run_align(medium, "--words-json", "-", *(options or ("--lang", "en")))
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout)["words"]

    def check_moved(self, medium, by_us, within_us, *options):
        """The words stand where they do in the clean clip, moved; a pause's edge may be heard a little otherwise."""
        off = []
        for word, clean in zip(self.words_of(medium, *options), self.words):
            self.assertIsNotNone(word["start_us"], word)
            off.append(abs(word["start_us"] - clean["start_us"] - by_us))
        self.assertLessEqual(sorted(off)[len(off) * 9 // 10], within_us)
        self.assertLessEqual(max(off), within_us + 100_000)

    def check_refused(self, medium, exit_code, message, *options, **more):
        out = os.path.join(tempfile.mkdtemp(dir=self.folder), "out.srt")
        done = self.run_align(medium, "-o", out, *(options or ("--lang", "en")), **more)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        self.assertRegex(done.stderr, message)
        self.assertFalse(os.path.exists(out))

    def cut(self, name, *options):
        """A file whose last two fifths are missing."""
        whole = self.ffmpeg("whole-" + name, "-i", self.base, *options)
        with open(whole, "rb") as f:
            data = f.read()
        with open(self.path(name), "wb") as f:
            f.write(data[:len(data) * 3 // 5])
        return self.path(name)

    def check_cut(self, medium):
        """The words that are there are right, the others have no time and their cue is named."""
        done = self.run_align(medium, "--lang", "en", "--words-json", "-")
        self.assertEqual(done.returncode, 1, done.stderr)
        words = json.loads(done.stdout)["words"]
        for word, clean in zip(words[:18], self.words):
            self.assertLessEqual(abs(word["start_us"] - clean["start_us"]), FRAME_US, word)
        self.assertIsNone(words[-1]["start_us"])
        self.assertRegex(done.stderr, "is doubtful .*flat as a plate")
        return done.stderr

    def test_an_offset_of_the_clock(self):
        off = ("-itsoffset", "3.7", "-i", self.base, "-c", "copy")
        self.check_moved(self.ffmpeg("off.mkv", *off), 3_700_000, FRAME_US)
        self.check_moved(self.ffmpeg("off.mp4", *off), 3_700_000, FRAME_US)
        self.check_moved(self.ffmpeg("off.ts", *off), 0, FRAME_US)  # its clock starts anywhere

    def test_sound_that_begins_after_the_picture(self):
        late = ("-i", self.base, "-itsoffset", "1.5", "-i", self.base, "-map", "0:v", "-map", "1:a", "-c", "copy")
        for name in ("late.mp4", "late.mkv", "late.ts"):
            with self.subTest(name=name):
                self.check_moved(self.ffmpeg(name, *late), 1_500_000, FRAME_US)

    def test_a_gap_in_the_time_stamps(self):
        """Two seconds of packets are missing; what comes after them stays where it was."""
        gap = self.ffmpeg("gap.mkv", "-i", self.base, "-vn", "-af", "aselect='not(between(t,6.5,8.5))'")
        words = self.words_of(gap)
        for word, clean in zip(words, self.words):
            if clean["end_us"] < 5_500_000 or clean["start_us"] > 9_000_000:
                self.assertLessEqual(abs(word["start_us"] - clean["start_us"]), 110_000, word)
            elif clean["start_us"] > 6_500_000 and clean["end_us"] < 8_500_000 and word["start_us"] is not None:
                self.assertLess(word["confidence"], 0.1, word)
        self.assertEqual(self.run_align(gap, "--lang", "en").returncode, 1)

    def test_pictures_at_a_variable_rate(self):
        jitter = self.ffmpeg("vfr.mkv", "-i", self.base, "-vf", "setpts=PTS+0.02*random(0)/TB", "-vsync", "vfr",
                             "-c:a", "copy")
        self.check_moved(jitter, 0, FRAME_US)

    def test_sound_at_a_variable_bit_rate_without_an_index(self):
        vbr = self.ffmpeg("vbr.mp3", "-i", self.base, "-vn", "-q:a", "6", "-write_xing", "0")
        self.check_moved(vbr, 0, 60_000)  # nothing says how long the encoder's delay is

    def test_a_rate_that_changes_in_the_middle(self):
        a = self.ffmpeg("a.ts", "-i", self.base, "-t", "7", "-vn", "-ar", "32000", "-c:a", "aac")
        b = self.ffmpeg("b.ts", "-ss", "7", "-i", self.base, "-vn", "-ar", "48000", "-c:a", "aac", "-output_ts_offset", "7")
        with open(self.path("both.ts"), "wb") as f:
            for part in (a, b):
                with open(part, "rb") as piece:
                    f.write(piece.read())
        # FFmpeg counts the new frames by the old rate, so places inside a packet are unsure: heard, and named.
        self.check_moved(self.path("both.ts"), 0, 150_000)
        self.assertEqual(self.run_align(self.path("both.ts"), "--lang", "en").returncode, 1)

    def test_files_that_are_cut_off(self):
        message = self.check_cut(self.cut("fast.mp4", "-c", "copy", "-movflags", "+faststart"))
        self.assertRegex(message, r"ends at 0:\d\d\.\d+, where its header says 0:14.*cut off")
        self.check_cut(self.cut("cut.mkv", "-c", "copy"))
        self.check_cut(self.cut("cut.ts", "-c", "copy"))
        self.check_refused(self.cut("cut.mp4", "-c", "copy"), 3, r"cut\.mp4: .*cut off")  # the index was at its end

    def test_no_length_at_all(self):
        head = self.ffmpeg("head.wav", "-i", self.base, "-vn", "-t", "0.01", "-c:a", "pcm_s16le", "-fflags", "+bitexact")
        with open(head, "rb") as f:
            data = f.read(44)
        with open(self.path("none.wav"), "wb") as f:
            f.write(data[:40] + b"\0\0\0\0")
        self.check_refused(self.path("none.wav"), 1, "does not match")
        open(self.path("empty.mp4"), "w").close()
        self.check_refused(self.path("empty.mp4"), 3, r"empty\.mp4: the file is empty")

    def test_several_streams(self):
        streams = ("-i", self.base, "-f", "lavfi", "-t", SECONDS, "-i", "anoisesrc=a=0.1:seed=7", "-map", "0:v",
                   "-map", "1:a", "-map", "0:a", "-c:v", "copy", "-c:a", "flac")
        second = self.ffmpeg("second.mkv", *streams, "-disposition:a:0", "0", "-disposition:a:1", "default")
        self.check_moved(second, 0, FRAME_US)
        unsure = self.ffmpeg("unsure.mkv", *streams, "-metadata:s:a:1", "language=und", "-disposition:a:0", "default",
                             "-disposition:a:1", "0")
        self.check_refused(unsure, 1, "does not match.*another stream than 1 with --stream")
        self.check_moved(unsure, 0, FRAME_US, "--lang", "en", "--stream", "2")
        self.check_refused(unsure, 3, "stream 0 of the file is no sound", "--lang", "en", "--stream", "0")
        self.check_refused(unsure, 2, "no stream 9", "--lang", "en", "--stream", "9")
        self.check_refused(unsure, 2, "--stream needs a number", "--lang", "en", "--stream", "two")

    def test_the_stream_in_the_language_is_heard(self):
        dubbed = self.ffmpeg("dubbed.mkv", "-i", self.base, "-f", "lavfi", "-t", SECONDS, "-i", "anoisesrc=a=0.1:seed=7",
                             "-map", "1:a", "-map", "0:a", "-c:a", "flac", "-metadata:s:a:0", "language=fre",
                             "-metadata:s:a:1", "language=eng", "-disposition:a:0", "default", "-disposition:a:1", "0")
        self.check_moved(dubbed, 0, FRAME_US, "--lang", "en-GB")
        self.check_refused(dubbed, 1, "does not match", "--lang", "en", "--stream", "0")

    def test_what_is_no_ordinary_file(self):
        fifo = self.path("fifo.wav")
        os.mkfifo(fifo)  # nobody writes: a program that waits for it would not end
        self.check_refused(fifo, 3, r"fifo\.wav: this is a FIFO")
        self.check_refused("/dev/stdin", 3, "FIFO", stdin=subprocess.PIPE)
        self.check_refused("-", 3, "standard input.*write it to a file", stdin=subprocess.DEVNULL)
        self.check_refused("/dev/null", 3, "device")
        self.check_refused(self.folder, 3, "folder")
        self.check_refused(self.text, 3, "no media file")

    def test_a_transcript_from_standard_input(self):
        done = subprocess.run([PROGRAM, "align", "--lang", "en", "--words-json", "-", self.base, "-"], input=TEXT,
                              capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["words"], self.words)

    @unittest.skipUnless(shutil.which("strace"), "needs strace")
    def test_the_medium_is_opened_once(self):
        log = self.path("trace")
        for medium in (self.base, self.ffmpeg("plain.wav", "-i", self.base, "-vn")):
            done = subprocess.run(["strace", "-f", "-o", log, "-e", "trace=open,openat", PROGRAM, "align", "--lang", "en",
                                   medium, self.text], capture_output=True, text=True, timeout=120)
            if "ptrace" in done.stderr:
                self.skipTest("strace is not allowed here")
            self.assertEqual(done.returncode, 0, done.stderr)
            with open(log) as f:
                self.assertEqual(len(re.findall(re.escape(medium), f.read())), 1)


if __name__ == "__main__":
    unittest.main(verbosity=1)
