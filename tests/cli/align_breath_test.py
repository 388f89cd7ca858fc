#!/usr/bin/python3
"""capalign align where speakers breathe before they speak. usage: align_breath_test.py PROGRAM

espeak-ng says sentences, and whispers before each; a short first word must not be taken for the whisper, nor stay at the
end of the sentence before. Skips what is not installed."""
import array
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../accuracy"))
import made_speech  # noqa: E402

RATE = made_speech.RATE
COUNT = 12  # sentences of a language
NEAR_S = 0.1


@unittest.skipUnless(made_speech.has("espeak-ng"), "needs espeak-ng and sox")
class Breath(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="capalign-breath-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.random = random.Random(1)

    def path(self, name):
        return os.path.join(self.folder, name)

    def quiet(self, least, most):
        """room noise of least to most seconds"""
        count = int(self.random.uniform(least, most) * RATE)
        return array.array("h", [self.random.randint(-6, 6) for _ in range(count)])

    def speak(self, language, sentences, breath, db):
        """Writes the sentences, each after a breath that is so many dB below it; their edges in seconds."""
        whisper = made_speech.say("espeak-ng", language + "+whisper", breath, self.path("part.wav"))
        sound, edges = self.quiet(0.5, 0.5), []
        for sentence in sentences:
            said = made_speech.say("espeak-ng", language, sentence, self.path("part.wav"))
            factor = made_speech.loudness(said) / made_speech.loudness(whisper) / 10 ** (db / 20)
            sound.extend(self.quiet(0.1, 0.6))
            sound.extend(array.array("h", [int(factor * x) + self.random.randint(-6, 6) for x in whisper]))
            sound.extend(self.quiet(0.05, 0.35))
            edges.append((len(sound) / RATE, (len(sound) + len(said)) / RATE))
            sound.extend(said)
        sound.extend(self.quiet(0.6, 0.6))
        made_speech.write_wave(self.path("speech.wav"), sound)
        return edges

    def words(self, language, sentences):
        with open(self.path("text.txt"), "w", encoding="utf-8") as f:
            f.write("\n".join(sentences) + "\n")
        done = subprocess.run([PROGRAM, "align", "--quiet", "--force", "--lang", language, "--words-json", "-",
                               self.path("speech.wav"), self.path("text.txt")], capture_output=True, text=True)
        self.assertTrue(done.stdout, done.stderr)
        return json.loads(done.stdout)["words"]

    def test_sentences_begin_behind_the_breath(self):
        for language, breath, db in (("fr", "heh", 28), ("fr", "hah", 33), ("de", "heh", 28), ("es", "heh", 33)):
            with self.subTest(f"{language} {breath} {db} dB"):
                sentences = made_speech.SENTENCES[language][:COUNT]
                edges = self.speak(language, sentences, breath, db)
                words = self.words(language, sentences)
                for sentence, (start, end) in zip(sentences, edges):
                    own, words = words[:len(sentence.split())], words[len(sentence.split()):]
                    self.assertIsNotNone(own[0]["start_us"], sentence)
                    self.assertAlmostEqual(own[0]["start_us"] / 1e6, start, delta=NEAR_S, msg=sentence)
                    self.assertAlmostEqual(own[-1]["end_us"] / 1e6, end, delta=NEAR_S, msg=sentence)


if __name__ == "__main__":
    unittest.main()
