#!/usr/bin/python3
"""capalign align on odd transcripts: what is not spoken gets no time, is named, and moves nothing else.
usage: align_text_test.py PROGRAM"""
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
FIRST = "Good morning from Northhaven, where the first section of the new bridge is about to leave its barge."
SECOND = "It is a quarter past six, the wind is almost nothing, and the water in the sound lies as flat as a plate."
SAME_US = 30_000  # other words about may move an edge that is heard as well at two places


@unittest.skipUnless(shutil.which("ffmpeg"), "needs ffmpeg")
class Texts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="capalign-texts-")
        cls.sound = os.path.join(cls.folder, "sound.wav")
        subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", os.path.join(MEDIA, "sound-bridge-lift.mp4"),
                        "-t", "14.5", "-vn", "-ac", "1", "-ar", "16000", cls.sound], check=True)
        code, cls.words, _, _ = cls.align(f"{FIRST}\n{SECOND}\n")
        assert code == 0

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def align(cls, text, name="t.txt", encoding="utf-8", sound=None):
        """Exit code, words, captions, and what was said on standard error."""
        folder = tempfile.mkdtemp(dir=cls.folder)
        path, words, captions = (os.path.join(folder, n) for n in (name, "words.json", "out.srt"))
        with open(path, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode(encoding))
        done = subprocess.run([PROGRAM, "align", "--lang", "en", sound or cls.sound, path, "-o", captions, "--words-json",
                               words], capture_output=True, text=True, timeout=120)
        assert done.returncode in (0, 1), done.stderr
        assert os.path.exists(words), done.stderr
        with open(words) as f, open(captions, encoding="utf-8") as g:
            return done.returncode, json.load(f)["words"], g.read(), done.stderr

    def check(self, text, name="t.txt", unspoken=(), encoding="utf-8"):
        """The words that are said stand where they do in the plain transcript; the others, which are given in order,
        have no time and their cues are named. Returns the captions and the words."""
        code, words, captions, told = self.align(text, name, encoding)
        self.assertEqual([w["text"] for w in words if w["start_us"] is None], list(unspoken))
        said = [w for w in words if w["start_us"] is not None]
        self.assertEqual(len(said), len(self.words))
        off = [abs(w[k] - clean[k]) for w, clean in zip(said, self.words) for k in ("start_us", "end_us")]
        self.assertLessEqual(sorted(off)[len(off) * 9 // 10], SAME_US)
        self.assertLessEqual(max(off), 250_000)  # an end that a pause follows
        self.assertEqual(code, 1 if unspoken else 0, told)
        named = " ".join(re.findall('is doubtful .*?"(.*)"', told))
        for word in unspoken:
            self.assertIn(word, named)
        return captions, words

    def test_headings_that_nobody_reads(self):
        """Also those of the very words that follow: they do not take them away."""
        for head, second in (("The lifting of the bridge", "What happened next"), ("Good morning", "It is a quarter past six"),
                             ("Good morning from Northhaven", "The water in the sound"), ("The new bridge", "Plate")):
            words = f"{head} {second}".split()
            for name, text in (("t.md", f"# {head}\n\n{FIRST}\n\n## {second}\n\n{SECOND}\n"),
                               ("t.md", f"{head}\n=====\n\n{FIRST}\n\n{second}\n-----\n\n{SECOND}\n"),
                               ("t.txt", f"{head}\n\n{FIRST}\n\n{second}\n\n{SECOND}\n"),
                               ("t.html", f"<title>Page</title><h1>{head}</h1><p>{FIRST}</p><h2>{second}</h2><p>{SECOND}</p>")):
                with self.subTest(head=head, name=name):
                    captions, _ = self.check(text, name, words)
                    self.assertNotIn("#", captions)
                    self.assertNotIn("Page", captions)

    def test_stage_directions_and_lists(self):
        self.check(f"(She walks to the window.)\n{FIRST}\n(A door opens behind her.)\n{SECOND}\n", unspoken=(
            "She walks to the window A door opens behind her".split()))
        one, two = FIRST.split(", "), SECOND.split(", ")
        bullets = f"* {two[0]},\n* {two[1]},\n* {two[2]}\n"
        for name, text in (("t.md", f"1. {one[0]},\n2. {one[1]}\n\n{bullets}"), ("t.txt", f"- {one[0]},\n- {one[1]}\n{bullets}")):
            with self.subTest(name=name):
                captions, _ = self.check(text, name)
                self.assertIn("Good morning", captions)

    def test_labels_notes_and_marks(self):
        first, second = FIRST.replace("Northhaven", "Northhaven [1]"), SECOND.replace("nothing,", "nothing\u00b9, [crosstalk]")
        text = f">> ANNA: [music] {first} (applause) \u266a\nAnna: \U0001F600 {second}\u00b2 [2]\n"
        captions, words = self.check(text)
        for kept in ("ANNA:", "[music]", "(applause)", "\U0001F600", "[1]"):
            self.assertIn(kept, captions)
        self.assertIn("nothing", [w["text"] for w in words])

    def test_time_codes(self):
        for text in (f"[00:00:01] {FIRST}\n[00:00:07] {SECOND}\n", f"00:01 Anna Berg: {FIRST}\n00:07 Bo Ek: {SECOND}\n",
                     f"0:01\n{FIRST}\n\n0:07\n{SECOND}\n", f"Anna Berg  0:01\n{FIRST}\n\nBo Ek  0:07\n{SECOND}\n",
                     f"00:00:01,000 --> 00:00:07,000\n{FIRST}\n00:00:07,000 --> 00:00:14,000\n{SECOND}\n",
                     f"(00:01) {FIRST}\n(00:07) {SECOND.replace(', and', ', [00:11] and')}\n"):
            with self.subTest(text=text):
                captions, _ = self.check(text)
                body = "\n".join(line for line in captions.splitlines() if "-->" not in line)
                self.assertNotRegex(body, r"\d:\d\d")

    def test_characters_that_are_not_seen(self):
        odd = FIRST.replace(" morning", "\u00a0morning").replace("Northhaven", "North\u00adhaven")
        odd = odd.replace("section", "sec\u200btion").replace("bridge", "\u2066bridge\u2069").replace("barge", "ba\ufeffrge")
        captions, words = self.check(f"{odd}\n{SECOND}\n")
        self.assertIn("Northhaven", captions)
        self.assertIn("section", captions.replace("\n", " "))
        self.assertEqual(words[3]["text"], "North\u00adhaven")  # as it is written

    def test_quotes_and_references(self):
        self.check(f"\u201c{FIRST}\u201d\n\u2018{SECOND}\u2019\n")
        captions, _ = self.check(f"&ldquo;{FIRST}&rdquo;\n&#39;{SECOND.replace('sound', 's&#x6f;und')}&#39;\n")
        self.assertIn("\u201cGood morning", captions)
        self.assertNotIn("&", captions)

    def test_words_divided_at_line_ends(self):
        text = f"{FIRST}\n{SECOND}".replace("section", "sec-\ntion").replace("almost", "al-\r\nmost")
        captions, words = self.check(text)
        self.assertIn("section", [w["text"] for w in words])
        self.assertIn("almost", captions)

    def test_all_capitals(self):
        self.check(f"{FIRST}\n{SECOND}\n".upper())

    def test_encodings_and_line_ends(self):
        text = f"{FIRST}\r\n{SECOND}\r\n"
        for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"):
            with self.subTest(encoding=encoding):
                self.check(text, encoding=encoding)
        self.check(text.replace("\r\n", "\r"))

    def test_what_is_read_otherwise_than_it_is_written(self):
        """Numbers, money, dates, addresses: spoken at length, and given back as they are written."""
        if not shutil.which("flite"):
            self.skipTest("needs flite")
        written = ("On 3 May 1905 Dr. Smith paid $5,000.50 for 3.5 kg of tea & 25% of the shop. "
                   "At 12:05 p.m. Mrs. Jones wrote to anna.berg@example.org about 1/2 of it, or see www.example.org/tea now. "
                   "The 2nd ship, No. 7, was 42 metres long.")
        spoken = ("On the third of May nineteen oh five Doctor Smith paid five thousand dollars and fifty cents for three point "
                  "five kilograms of tea and twenty five percent of the shop. At twelve oh five p m Missis Jones wrote to anna "
                  "dot berg at example dot org about one half of it, or see w w w dot example dot org slash tea now. The second "
                  "ship, number seven, was forty two metres long.")
        sound = os.path.join(self.folder, "numbers.wav")
        subprocess.run(["flite", "-voice", "rms", "-t", spoken, "-o", sound], check=True)
        _, words, _, told = self.align(written, sound=sound)
        text = [w["text"] for w in words]
        for one in ("3", "1905", "$5,000.50", "3.5", "25%", "12:05", "anna.berg@example.org", "1/2", "www.example.org/tea", "2nd", "No", "7", "42"):
            self.assertIn(one, text)
            word = words[text.index(one)]
            self.assertIsNotNone(word["start_us"], (one, told))
            self.assertGreater(word["end_us"] - word["start_us"], 250_000, one)  # all of it, and not its first sound
        plain = {w["text"]: w for w in self.align(spoken, sound=sound)[1]}
        self.assertLessEqual(abs(words[text.index("3")]["end_us"] - plain["May"]["start_us"]), 60_000)
        for near in ("May", "paid", "shop", "Jones", "wrote", "about", "ship", "metres", "long"):
            self.assertLessEqual(abs(words[text.index(near)]["start_us"] - plain[near]["start_us"]), 60_000, near)


if __name__ == "__main__":
    unittest.main(verbosity=1)
