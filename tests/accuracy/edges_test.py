#!/usr/bin/python3
"""edges.py finds the edges of a sound made by hand: silence, a voice, friction, a voice, silence, each with an edge that is
known to the sample.

usage: edges_test.py PROGRAM (which is not used); exits 77 where there is no sox."""
import array
import math
import os
import random
import shutil
import sys
import tempfile
import unittest
import wave

import edges
import voices

VOICE_MS, FRICTION_MS, VOICE_AGAIN_MS, END_MS = 500, 900, 1100, 1500
FAR_MS = 3  # a level is of 4 ms, and the filter rings
PITCH_HZ, NOISE = 130, 20


def sample(ms, noise):
    """Harmonics of a voice below 1 kHz; friction is white, and a little of it is in the silence."""
    if FRICTION_MS <= ms < VOICE_AGAIN_MS:
        return noise.gauss(0, 1500)
    voice = 0
    if VOICE_MS <= ms < END_MS:
        voice = sum(2500 / k * math.cos(2 * math.pi * k * PITCH_HZ * ms / 1000) for k in range(1, 8))
    return voice + noise.gauss(0, NOISE)


class MadeSound(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        noise = random.Random(1)
        samples = array.array("h", (round(sample(1000 * i / voices.RATE, noise)) for i in range(2 * voices.RATE)))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "made.wav")
            with wave.open(path, "wb") as out:
                out.setparams((1, 2, voices.RATE, 0, "NONE", ""))
                out.writeframes(samples)
            cls.sound = edges.Sound(path)

    def near(self, found, true):
        self.assertLessEqual(abs(found - true), FAR_MS, f"{found} ms instead of {true}")

    def test_onset(self):
        for label in (VOICE_MS - 40, VOICE_MS, VOICE_MS + 40):
            self.near(self.sound.onset(label - 50, label + 50, VOICE_MS - 40, True), VOICE_MS)

    def test_end(self):
        for label in (END_MS - 40, END_MS, END_MS + 40):
            self.near(self.sound.onset(label - 50, label + 50, END_MS + 40, False), END_MS)
            self.near(self.sound.step("full", label - 50, label + 50), END_MS)

    def test_voice_ends_and_begins(self):
        for true in (FRICTION_MS, VOICE_AGAIN_MS):
            for label in (true - 40, true, true + 40):
                self.near(self.sound.step("voice", label - 50, label + 50), true)

    def test_too_short(self):
        self.assertIsNone(self.sound.step("voice", 500, 510))


if __name__ == "__main__":
    if not shutil.which("sox"):
        print("skipped: sox is not installed")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
