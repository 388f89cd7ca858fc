#!/usr/bin/python3
"""capalign align on odd sound and odd transcripts. usage: align_robust_test.py PROGRAM"""
import array
import json
import math
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import wave

PROGRAM = os.path.abspath(sys.argv.pop(1))
MEDIA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../samples/bridge/media")
CLIP = os.path.join(MEDIA, "sound-bridge-lift.mp4")
RATE = 16000
SECONDS = 14.5  # the clip's first three sentences
TEXT = ("Good morning from Northhaven, where the first section of the new bridge is about to leave its barge.\n"
        "It is a quarter past six, the wind is almost nothing, and the water in the sound lies as flat as a plate.\n")


def riff(path, kind, channels, rate, bits, data):
    """A WAV file of any kind: 1 is integers, 3 floats."""
    frame = channels * bits // 8
    form = struct.pack("<HHIIHH", kind, channels, rate, rate * frame, frame, bits)
    with open(path, "wb") as f:
        f.write(b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt " + struct.pack("<I", 16) + form)
        f.write(b"data" + struct.pack("<I", len(data)) + data)


@unittest.skipUnless(shutil.which("ffmpeg"), "needs ffmpeg")
class Robust(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="capalign-robust-")
        cls.clean = cls.path("clean.wav")
        cls.ffmpeg(cls.clean, "-ar", str(RATE), "-ac", "1")
        with wave.open(cls.clean) as f:
            cls.samples = array.array("h", f.readframes(f.getnframes()))
        cls.text = cls.put("t.txt", TEXT)
        cls.words = json.loads(cls.align(cls.clean).stdout)["words"]

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def put(cls, name, text):
        with open(cls.path(name), "w") as f:
            f.write(text)
        return cls.path(name)

    @classmethod
    def ffmpeg(cls, out, *options):
        subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", CLIP, "-t", str(SECONDS), "-vn", *options, out],
                       check=True)
        return out

    @classmethod
    def align(cls, sound, text=None, *options):
        return subprocess.run([PROGRAM, "align", "--quiet", "--lang", "en", "--words-json", "-", *options, sound,
                               text or cls.text], capture_output=True, text=True, timeout=120)

    def check_same(self, sound, within_us=40_000):
        """The words stand where they do in the clean sound; how sure that is may differ."""
        done = self.align(sound)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        words = json.loads(done.stdout)["words"]
        off = []
        for word, clean in zip(words, self.words):
            self.assertIsNotNone(word["start_us"], word)
            off += [abs(word[k] - clean[k]) for k in ("start_us", "end_us")]
        self.assertLessEqual(sum(off) / len(off), within_us / 2)
        self.assertLessEqual(sorted(off)[len(off) * 9 // 10], within_us)

    def check_refused(self, sound, codes, text=None):
        out = os.path.join(tempfile.mkdtemp(dir=self.folder), "out.srt")
        done = self.align(sound, text, "-o", out)
        self.assertIn(done.returncode, codes, done.stderr)
        self.assertTrue(done.stderr.startswith("capalign: "), done.stderr)
        self.assertFalse(os.path.exists(out))  # no file for a transcript that was refused
        return done.stderr

    def floats(self, values):
        path = self.path("float.wav")
        riff(path, 3, 1, RATE, 32, array.array("f", values).tobytes())
        return path

    def test_rates_from_8_to_192_khz(self):
        for rate in ("8000", "192000"):
            with self.subTest(rate=rate):
                self.check_same(self.ffmpeg(self.path("rate.wav"), "-ar", rate, "-ac", "1"))

    def test_clipped_sound(self):
        loud = array.array("h", (max(-32768, min(32767, s * 4)) for s in self.samples))
        riff(self.path("clipped.wav"), 1, 1, RATE, 16, loud.tobytes())
        self.check_same(self.path("clipped.wav"), 60_000)

    def test_sound_on_a_direct_current(self):
        self.check_same(self.floats(s / 32768 * 0.3 + 0.6 for s in self.samples))

    def test_channels_out_of_phase_do_not_cancel(self):
        both = array.array("h", (v for s in self.samples for v in (s, max(-32767, -s))))
        riff(self.path("phase.wav"), 1, 2, RATE, 16, both.tobytes())
        self.check_same(self.path("phase.wav"))

    def test_32_channels(self):
        one = array.array("h", bytes(2 * 32 * len(self.samples)))
        one[5::32] = self.samples
        riff(self.path("many.wav"), 1, 32, RATE, 16, one.tobytes())
        self.check_same(self.path("many.wav"))

    def test_samples_that_are_no_numbers(self):
        bad = {1000: math.nan, 1001: math.inf, 1002: -math.inf, 1003: 1e38}
        values = [bad.get(i % 48000, s / 32768) for i, s in enumerate(self.samples)]
        self.check_same(self.floats(values))
        self.check_refused(self.floats([math.nan] * RATE * 5), (1, 3))

    def test_silence_and_next_to_nothing(self):
        for count in (1, 160, RATE // 10, RATE * 5):
            with self.subTest(samples=count):
                riff(self.path("none.wav"), 1, 1, RATE, 16, bytes(2 * count))
                self.check_refused(self.path("none.wav"), (1, 3))
        riff(self.path("empty.wav"), 1, 1, RATE, 16, b"")
        self.check_refused(self.path("empty.wav"), (1, 3))

    def test_an_hour_of_silence(self):
        path, size = self.path("hour.wav"), 3600 * RATE * 2
        riff(path, 1, 1, RATE, 16, b"")
        with open(path, "r+b") as f:  # a hole in the file is silence
            f.write(b"RIFF" + struct.pack("<I", 36 + size))
            f.seek(40)
            f.write(struct.pack("<I", size))
            f.truncate(44 + size)
        self.check_refused(path, (1,))

    def test_a_medium_without_sound_and_one_without_pictures(self):
        self.check_same(self.ffmpeg(self.path("only.m4a"), "-c:a", "copy"))
        silent = self.path("video.mp4")
        subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", CLIP, "-t", "5", "-an", "-c:v", "copy", silent],
                       check=True)
        self.assertRegex(self.check_refused(silent, (3,)), "no sound|audio")

    def test_an_utterance_of_two_seconds(self):
        short = self.path("short.wav")
        riff(short, 1, 1, RATE, 16, self.samples[RATE * 11 // 10:RATE * 3].tobytes())
        done = self.align(short, self.put("short.txt", "Good morning from Northhaven,"))
        self.assertEqual(done.returncode, 0, done.stderr)
        for word, clean in zip(json.loads(done.stdout)["words"], self.words):
            self.assertLessEqual(abs(word["start_us"] + 1_100_000 - clean["start_us"]), 60_000)

    def test_transcripts_without_words(self):
        for text in ("", "\n \n", "?!... -- ...\n", "ANNA:\n>>\n- \n[music]\n(applause)\n", "\u266a \u266a"):
            with self.subTest(text=text):
                self.assertIn("word", self.check_refused(self.clean, (3,), self.put("no.txt", text)))

    def test_a_transcript_that_the_sound_cannot_hold(self):
        short = self.path("short.wav")
        riff(short, 1, 1, RATE, 16, self.samples[RATE:RATE * 3].tobytes())
        long = self.put("long.txt", TEXT * 100)
        done = subprocess.run([PROGRAM, "align", "--quiet", "--lang", "en", "--json", short, long], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1, done.stderr)
        cues = json.loads(done.stdout)["cues"]
        self.assertLessEqual(sum(not c["doubtful"] for c in cues), 2)  # the two seconds are a part of the text
        for cue, after in zip(cues, cues[1:]):
            self.assertLessEqual(cue["end_us"], after["start_us"])
        self.assertLessEqual(cues[-1]["end_us"], 2_000_000)

    def test_the_same_bytes_on_every_run_and_any_number_of_processors(self):
        runs = {subprocess.run([*pin, PROGRAM, "align", "--quiet", "--lang", "en", self.clean, self.text, "--words-json", "-"],
                               capture_output=True).stdout for pin in (["taskset", "-c", "0"], [], [])}
        self.assertEqual(len(runs), 1)


if __name__ == "__main__":
    unittest.main(verbosity=1)
