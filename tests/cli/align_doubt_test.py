#!/usr/bin/python3
"""Whether what is wrong in an alignment is named. usage: align_doubt_test.py PROGRAM

The truth is the alignment of the right text. The text is then damaged sentence by sentence; whatever was said elsewhere
than the alignment has it must be in a doubtful cue."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
MEDIA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../samples/bridge/media")
FAR_US = 500000
GERMAN = ["Am Morgen kehren die Boote mit ihren Kisten voller Fische in den Hafen zurück.",
          "Die alte Uhr am Rathaus schlägt sieben, während die ersten Läden öffnen.",
          "Eine Frau im roten Mantel fragt nach dem Preis der Äpfel und zählt langsam ihre Münzen.",
          "Weiter hinten streiten zwei Jungen um einen Ball, der unter einen Wagen rollt.",
          "Als der Regen beginnt, suchen alle unter den Bögen am Platz Schutz."]
GERMAN_STRANGE = ["Der Bericht über die Ernte liegt seit gestern auf dem Tisch des Ministers.",
                  "Niemand weiß genau, wie viele Züge über diese Brücke gefahren sind."]


class Case(unittest.TestCase):
    language = clip = sentences = strange = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="capalign-doubt-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.prepare()
        _, report, words = cls.align([(i, s) for i, s in enumerate(cls.sentences)])
        cls.named = report["doubtful"]
        cls.truth = {key: w["start_us"] for key, w in words if w["confidence"] > 0.8}
        cls.unsure = {key for key, w in words if w["confidence"] <= 0.8}
        assert len(cls.truth) > len(words) / 2

    @classmethod
    def align(cls, lines):
        """Lines are (sentence number or None, text). Gives the words as ((sentence, word), found)."""
        text, out = os.path.join(cls.folder, "text.txt"), os.path.join(cls.folder, "words.json")
        with open(text, "w") as f:
            f.write("\n".join(s for _, s in lines) + "\n")
        done = subprocess.run([PROGRAM, "align", "--quiet", "--json", "--lang", cls.language, "--words-json", out, cls.clip,
                               text], capture_output=True, text=True, timeout=120)
        report = json.loads(done.stdout)
        keys = [(number, k) for number, s in lines for k in range(len(s.split()))]
        with open(out) as f:
            words = json.load(f)["words"]
        assert len(words) == len(keys), (len(words), len(keys))
        return done.returncode, report, list(zip(keys, words))

    def check_named(self, lines):
        code, report, words = self.align(lines)
        self.assertEqual(code, 1)
        at = wrong = 0
        for cue in report["cues"]:
            part = words[at:at + cue["words"]]
            at += cue["words"]
            bad = [w["text"] for key, w in part if w["start_us"] is not None and key not in self.unsure and
                   (key not in self.truth or abs(w["start_us"] - self.truth[key]) > FAR_US)]
            wrong += len(bad)
            if bad:
                self.assertTrue(cue["doubtful"], (bad, cue))
        return report, words, wrong

    def lines(self):
        return list(enumerate(self.sentences))


class Damages:
    def test_a_sentence_that_is_not_spoken(self):
        for k, strange in enumerate(self.strange):
            at = 1 + k * 2
            with self.subTest(at=at):
                self.check_named(self.lines()[:at] + [(None, strange)] + self.lines()[at:])

    def test_sentences_in_the_wrong_order(self):
        for at in range(0, len(self.sentences) - 1, 3):
            order = self.lines()
            order[at], order[at + 1] = order[at + 1], order[at]
            with self.subTest(at=at):
                self.check_named(order)

    def test_a_sentence_in_another_s_place(self):
        for k, strange in enumerate(self.strange):
            lines = self.lines()
            lines[1 + k * 2] = (None, strange)
            with self.subTest(at=1 + k * 2):
                self.check_named(lines)


class English(Damages, Case):
    language = "en"

    @classmethod
    def prepare(cls):
        cls.clip = os.path.join(MEDIA, "sound-bridge-lift.mp4")
        with open(os.path.join(MEDIA, "sound-bridge-lift.txt")) as f:
            cls.sentences = [line.strip() for line in f if line.strip()]
        with open(os.path.join(MEDIA, "ferry-timetable.txt")) as f:
            cls.strange = [line.strip() for line in f if len(line.split()) > 5][2:8]

    def test_the_right_text_names_nothing(self):
        self.assertEqual(self.named, 0)

    def test_a_word_that_is_not_said_is_less_sure_than_those_around_it(self):
        said = {"barge": "kettle", "wind": "clown", "floating": "hungry", "inspector": "violin", "margin": "potato"}
        lines, wrong = self.lines(), []
        for old, new in said.items():
            number, line = next((n, s) for n, s in lines if old in s)
            lines[number] = (number, line.replace(old, new, 1))
            wrong.append(new)
        _, _, words = self.align(lines)
        sure = [w["confidence"] for _, w in words if w["text"].strip(".,") not in wrong and w["start_us"] is not None]
        for _, w in words:
            if w["text"].strip(".,") in wrong and w["start_us"] is not None:
                self.assertLess(w["confidence"], sorted(sure)[len(sure) // 4], w)


@unittest.skipUnless(shutil.which("espeak-ng"), "needs espeak-ng")
class German(Damages, Case):
    language = "de"

    @classmethod
    def prepare(cls):
        cls.clip, cls.sentences, cls.strange = os.path.join(cls.folder, "de.wav"), GERMAN, GERMAN_STRANGE
        subprocess.run(["espeak-ng", "-v", "de", "-s", "140", "-w", cls.clip, "\n".join(GERMAN)], check=True)


if __name__ == "__main__":
    unittest.main()
