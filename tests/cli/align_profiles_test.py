#!/usr/bin/python3
"""The captions that align makes in a house style pass the checks of that style, except where the speech itself is too
fast for it and leaves no room. usage: align_profiles_test.py PROGRAM"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
MEDIA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../samples/bridge/media")
PROFILES = ("default", "netflix", "netflix-children", "ted", "bbc", "dcmp", "ofcom", "sonymusic", "channel4", "ebu", "amazon")
GAP_US = {"netflix": 84_000, "netflix-children": 84_000, "sonymusic": 84_000}
TAIL_US = {"netflix": 500_000, "netflix-children": 500_000}  # others: 1.5 s after the speech at most
# What the layout cannot keep by itself: the words come as fast as they are said.
SPEED = {"max-reading-speed", "max-reading-speed-wpm", "min-duration", "min-duration-per-word"}


class Profiles(unittest.TestCase):
    def aligned(self, name, profile):
        with tempfile.TemporaryDirectory() as folder:
            captions, words = os.path.join(folder, "out.srt"), os.path.join(folder, "words.json")
            stem = os.path.join(MEDIA, name)
            subprocess.run([PROGRAM, "align", "--quiet", "--lang", "en", "--profile", profile, stem + ".mp4", stem + ".txt",
                            "-o", captions, "--words-json", words], check=True, stdout=subprocess.DEVNULL, timeout=120)
            found = subprocess.run([PROGRAM, "check", "--json", "--profile", profile, captions], capture_output=True, text=True)
            track = subprocess.run([PROGRAM, "convert", "--to", "json", captions], capture_output=True, text=True, check=True)
            with open(words) as f:
                return json.load(f)["words"], json.loads(track.stdout)["cues"], json.loads(found.stdout)

    def check(self, name, profile):
        words, cues, found = self.aligned(name, profile)
        findings = [f for file in found["files"] for f in file["findings"]]
        for finding in findings:
            if finding["code"] == "max-bad-breaks":  # advice: a few breaks that nothing else allows
                self.assertEqual(finding["severity"], "info")
                continue
            self.assertIn(finding["code"], SPEED, finding)
            index = finding["cue"]  # 0-based
            cue, after = cues[index], cues[index + 1] if index + 1 < len(cues) else None
            if after and after["start_us"] - cue["end_us"] <= GAP_US.get(profile, 0) + 1000:
                continue  # the next words are there already
            said_us = max(w["end_us"] for w in words if w["start_us"] is not None and w["start_us"] < cue["end_us"])
            self.assertGreaterEqual(cue["end_us"], said_us + TAIL_US.get(profile, 1_500_000) - 2000, finding)

    def test_the_captions_keep_the_style(self):
        for profile in PROFILES:
            for name in ("sound-bridge-lift", "ferry-timetable"):
                with self.subTest(profile=profile, name=name):
                    self.check(name, profile)


if __name__ == "__main__":
    unittest.main(verbosity=1)
