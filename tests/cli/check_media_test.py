#!/usr/bin/python3
"""capalign check --media as a user runs it: which medium, which language, what it says. usage: check_media_test.py PROGRAM

Speech is the sample's, so that nothing but ffmpeg is needed; exits 77 without it."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../samples/bridge/media")
CLIP, TEXT = os.path.join(SAMPLES, "sound-bridge-lift.mp4"), os.path.join(SAMPLES, "sound-bridge-lift.txt")
TIME = re.compile(r"(\d+):(\d+):(\d+)[,.](\d+)")


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60)


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments], check=True)


def seconds(match):
    h, m, s, ms = map(int, match.groups())
    return h * 3600 + m * 60 + s + ms / 1000


def times(captions):
    return [seconds(m) for line in captions.splitlines() if "-->" in line for m in TIME.finditer(line)]


def moved(captions, change):
    def put(match):
        ms = round(change(seconds(match)) * 1000)
        return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"
    return TIME.sub(put, captions)


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.captions = run("align", "--quiet", "--lang", "en", CLIP, TEXT).stdout

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="capalign-media-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, content):
        with open(self.path(name), "w") as f:
            f.write(content)
        return self.path(name)

    def codes(self, *arguments):
        """Exit code, and the findings about the sound."""
        done = run("check", "--json", *arguments)
        report = json.loads(done.stdout)
        rules = {"medium-unreadable", "speech-not-compared", "captions-mismatch", "captions-offset", "captions-drift",
                 "max-lead", "max-lag", "max-cut", "max-tail", "text-not-spoken", "cue-on-silence", "speech-without-cue",
                 "max-end-beyond-media"}
        return done, [f["code"] for f in report["files"][0]["findings"] if f["code"] in rules]

    def sound(self, name, *filters):
        ffmpeg("-f", "lavfi", "-i", *filters, self.path(name))
        return self.path(name)


class Advice(Case):
    def test_what_it_advises_mends(self):
        damages = {"captions-offset": lambda t: t + 1.2, "captions-drift": lambda t: t * 25 / 24}
        for code, change in damages.items():
            late = self.file("late.srt", moved(self.captions, change))
            done = run("check", "--media=" + CLIP, late)
            self.assertIn(code, done.stdout)
            advised = re.search(r'"capalign ([^"]*)"', done.stdout).group(1)
            mended = self.path(code + ".srt")
            names = {"MEDIUM": CLIP, "CAPTIONS": late, "NEW": mended}
            aligned = run(*[names.get(word, word) for word in advised.split()])
            self.assertEqual(aligned.returncode, 0, aligned.stderr)
            with open(mended) as f:
                apart = [abs(a - b) for a, b in zip(times(f.read()), times(self.captions), strict=True)]
            self.assertLess(max(apart[::2]), 0.1)
            self.assertEqual(self.codes("--media=" + CLIP, mended)[1], [])


class Media(Case):
    def test_the_medium_beside_it(self):
        shutil.copy(CLIP, self.path("talk.mp4"))
        late = moved(self.captions, lambda t: t + 1.2)
        for name in ("talk.srt", "talk.en.srt", "talk.en.sdh.srt"):
            self.assertEqual(self.codes("--media", self.file(name, late))[1], ["captions-offset"], name)
        vtt = "WEBVTT\n\n" + late.replace(",", ".")
        self.assertEqual(self.codes("--media", self.file("talk.en.vtt", vtt))[1], ["captions-offset"])

    def test_none_beside_it(self):
        done, codes = self.codes("--media", self.file("alone.srt", self.captions))
        self.assertEqual(codes, [])
        self.assertIn("no medium lies beside it", done.stderr)

    def test_no_voice(self):
        done, codes = self.codes("--media=" + CLIP, "--lang", "tlh-x-none", self.file("a.srt", self.captions))
        self.assertEqual((done.returncode, codes), (4, ["speech-not-compared"]))
        self.assertIn("tlh", done.stderr)

    def test_no_sound(self):
        film = self.sound("film.mp4", "color=size=64x64:duration=5")
        done, codes = self.codes("--media=" + film, self.file("a.srt", self.captions))
        self.assertIn("speech-not-compared", codes)
        self.assertIn("no sound", done.stderr + done.stdout)

    def test_no_medium(self):
        for content in ("", "not a film"):
            done, codes = self.codes("--media=" + self.file("talk.mp4", content), self.file("a.srt", self.captions))
            self.assertEqual((done.returncode, codes), (3, ["medium-unreadable"]))


CUES = ("1\n00:00:01,000 --> 00:00:04,000\nThe ferry leaves the harbour at six.\n\n"
        "2\n00:00:05,000 --> 00:00:08,000\nNobody was waiting on the bridge.\n\n")


class Sounds(Case):
    def test_silence(self):
        for name, source in {"digital": "anullsrc=r=16000:cl=mono:d=10", "room": "anoisesrc=r=16000:a=0.0005:d=10:seed=1"}.items():
            codes = self.codes("--media=" + self.sound(name + ".wav", source), "--lang=en", self.file("a.srt", CUES))[1]
            self.assertIn(codes, (["cue-on-silence"] * 2, ["captions-mismatch"]), name)

    def test_silence_between_speech(self):
        sound = self.path("gap.wav")
        ffmpeg("-i", CLIP, "-af", "apad=pad_dur=6", "-ac", "1", sound)
        at = times(self.captions)[-1]
        start, end = moved("00:00:00,000", lambda _: at + 2), moved("00:00:00,000", lambda _: at + 4)
        more = f"{self.captions}\n99\n{start} --> {end}\nNobody was waiting on the bridge.\n"
        self.assertEqual(self.codes("--media=" + sound, "--lang=en", self.file("a.srt", more))[1], ["cue-on-silence"])

    def test_no_speech_is_found_in_what_is_none(self):
        sounds = {"tone": "sine=f=440:r=16000:d=20", "noise": "anoisesrc=r=16000:a=0.3:d=20:seed=1",
                  "pink": "anoisesrc=c=pink:r=16000:a=0.3:d=20:seed=1",
                  "chords": "aevalsrc=(sin(2*PI*220*t)+sin(2*PI*277*t)+sin(2*PI*330*t))*0.2*exp(-3*mod(t\\,0.5)):s=16000:d=20"}
        empty = self.file("none.vtt", "WEBVTT\n")
        for name, source in sounds.items():
            codes = self.codes("--media=" + self.sound(name + ".wav", source), "--lang=en", empty)[1]
            self.assertEqual(codes, [], name)

    def test_speech_without_cues(self):
        blocks = self.captions.strip().split("\n\n")
        kept = [b for b in blocks if not 16 < times(b)[0] < 30]
        self.assertLess(len(kept), len(blocks))
        srt = self.file("a.srt", "\n\n".join(kept) + "\n")
        self.assertEqual(self.codes("--media=" + CLIP, "--lang=en", srt)[1], ["speech-without-cue"])
        self.assertIn("speech-without-cue", self.codes("--media=" + CLIP, "--lang=en", self.file("a.vtt", "WEBVTT\n"))[1])

    def test_a_cue_after_the_end(self):
        more = self.captions + "\n99\n00:30:00,000 --> 00:30:02,000\nNobody was waiting on the bridge.\n"
        self.assertEqual(self.codes("--media=" + CLIP, "--lang=en", self.file("a.srt", more))[1], ["max-end-beyond-media"])

    def test_far_too_many_cues_are_left_out_and_told(self):
        def clock(s):
            return moved("00:00:00,000", lambda _: s)
        more = "".join(f"\n{i}\n{clock(600 + 3 * i)} --> {clock(602 + 3 * i)}\nNobody was waiting on the bridge.\n" for i in range(50000))
        late = moved(self.captions, lambda t: t + 1.2)
        srt = self.file("a.srt", late + more)
        done = run("check", "--json", "--media=" + CLIP, "--lang=en", srt)
        report = json.loads(done.stdout)["files"][0]["findings"]
        told = [f["message"] for f in report if f["code"] == "speech-not-compared"]
        self.assertEqual(len(told), 1, done.stderr)
        self.assertIn(f"50000 of the {50000 + late.count('-->')} cues are left out", told[0])
        self.assertIn("captions-offset", [f["code"] for f in report])  # of those that are compared


if __name__ == "__main__":
    if not shutil.which("ffmpeg"):
        print("skipped: ffmpeg is not here")
        sys.exit(77)
    unittest.main()
