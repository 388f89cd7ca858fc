#!/usr/bin/python3
"""capalign align in other languages than English, on speech made here. usage: align_languages_test.py PROGRAM

espeak-ng says the sentences, so that their edges are known; that it also gives the pronunciations makes this a test of
how words are read and found, not of how well other voices are. Skips what is not installed."""
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
SENTENCES = {  # with words of one letter wherever the language has them
    "ca": ["La casa és a prop del riu i té un hort.", "O vens a peu o et quedes.", "Al bosc hi havia silenci i fosca."],
    "cs": ["V lese je ticho a tma.", "Z okna vidím řeku a most.", "I když pršelo, šli jsme k jezeru."],
    "de": ["Der Fluss ist tief und kalt.", "Wir gehen um acht Uhr an den See.", "Was du tust, tu es gut."],
    "es": ["Voy a la casa y vuelvo a las ocho.", "Siete u ocho barcos salen al alba.", "O te vas o te quedas, tú decides."],
    "fi": ["Talo on järven rannalla ja metsän reunassa.", "Mitä sinä teit tänään?", "Ostan leipää, maitoa ja voita."],
    "fr": ["Il y a un chat à la porte.", "Je l'ai vu à midi et il n'a rien dit.", "On y va, dit-il, à pied ou à vélo."],
    "hi": ["घर नदी के किनारे है।", "वह कल रात घर आया।", "मुझे रोटी और पानी दो।"],
    "it": ["Vado a casa e torno alle otto.", "Non so se sia vero o falso.", "E tu, a che ora ti alzi?"],
    "ro": ["Casa e lângă râu și are o grădină.", "A venit acasă aseară, la opt.", "Dă-mi te rog pâine și apă."],
    "sv": ["Vi bor i ett rött hus vid sjön.", "En ö är ett land i vattnet.", "Vad har du gjort i dag?"],
}
MOST_MISSING = 1  # words of a language
NEAR_S = 0.1


def quiet(noise, seconds):
    return array.array("h", [noise.randint(-6, 6) for _ in range(int(seconds * RATE))])


@unittest.skipUnless(made_speech.has("espeak-ng"), "needs espeak-ng and sox")
class Languages(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="capalign-languages-")
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def speak(self, language, said):
        """Writes the sentences as speech.wav; the start and end of each in seconds."""
        noise, edges = random.Random(1), []
        sound = quiet(noise, 0.8)
        for sentence in said:
            start = len(sound) / RATE
            sound.extend(made_speech.say("espeak-ng", language, sentence, self.path("part.wav")))
            edges.append((start, len(sound) / RATE))
            sound.extend(quiet(noise, 0.7))
        made_speech.write_wave(self.path("speech.wav"), sound)
        return edges

    def align(self, language, written, *options):
        with open(self.path("text.txt"), "w", encoding="utf-8") as f:
            f.write("\n".join(written) + "\n")
        return subprocess.run([PROGRAM, "align", "--quiet", "--force", "--lang", language, *options,
                               self.path("speech.wav"), self.path("text.txt")], capture_output=True, text=True)

    def words(self, language, written):
        done = self.align(language, written, "--words-json", "-")
        self.assertTrue(done.stdout, done.stderr)
        return json.loads(done.stdout)["words"]

    def test_sentences_are_found(self):
        for language, sentences in SENTENCES.items():
            with self.subTest(language):
                edges = self.speak(language, sentences)
                words = self.words(language, sentences)
                missing = [w["text"] for w in words if w["start_us"] is None]
                self.assertLessEqual(len(missing), MOST_MISSING, missing)
                near = 0
                for start, end in edges:
                    near += any(w["start_us"] is not None and abs(w["start_us"] / 1e6 - start) < NEAR_S for w in words)
                    near += any(w["end_us"] is not None and abs(w["end_us"] / 1e6 - end) < NEAR_S for w in words)
                self.assertGreaterEqual(near, 2 * len(edges) - 1)

    def test_words_of_one_letter_have_a_time(self):
        self.speak("fr", SENTENCES["fr"])
        for word in self.words("fr", SENTENCES["fr"]):
            if word["text"] in ("y", "a", "à"):
                self.assertIsNotNone(word["start_us"], word)
                self.assertLess(word["end_us"] - word["start_us"], 300000, word)

    def test_an_amount_is_one_word(self):
        self.speak("fr", ["Le livre coûte trois euros cinquante aujourd'hui.", "Nous étions mille dans la rue."])
        written = ["Le livre coûte 3,50 € aujourd'hui.", "Nous étions 1\u202f000 dans la rue."]
        words = {w["text"]: w for w in self.words("fr", written)}
        for amount in ("3,50 €", "1\u202f000"):
            self.assertIn(amount, words)
            self.assertIsNotNone(words[amount]["start_us"], amount)
        self.assertGreater(words["3,50 €"]["end_us"] - words["3,50 €"]["start_us"], 600000)
        done = self.align("fr", written, "-o", self.path("out.ctm"))
        with open(self.path("out.ctm"), encoding="utf-8") as f:
            rows = [line.split() for line in f]
        self.assertTrue(all(len(row) == 6 for row in rows), done.stderr)
        self.assertIn("3,50€", [row[4] for row in rows])
        self.assertIn("1000", [row[4] for row in rows])


if __name__ == "__main__":
    unittest.main()
