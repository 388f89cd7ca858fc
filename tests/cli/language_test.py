#!/usr/bin/python3
"""The rule language-mismatch on the texts of tests/check/languages, each under the name of each language: none is told on
a right file, and of the wrong ones only those that are listed here are missed. usage: language_test.py PROGRAM"""
import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
HERE = os.path.dirname(os.path.abspath(__file__))
TEXTS = {os.path.basename(n)[:-4]: open(n, encoding="utf-8").read() for n in glob.glob(os.path.join(HERE, "../check/languages/*.txt"))}
THREE = {"tr": "tur", "de": "ger", "fr": "fra", "el": "gre", "zh": "chi", "ro": "rum", "cs": "cze", "nl": "dut", "fa": "per"}
SCRIPTS = {"el": "Greek", "he": "Hebrew", "hi": "Indic", "th": "Thai", "ko": "Hangul", "ru": "Cyrillic", "uk": "Cyrillic",
           "bg": "Cyrillic", "ar": "Arabic", "fa": "Arabic"}
LATIN = {"ca", "cs", "da", "de", "en", "es", "fi", "fr", "hr", "hu", "id", "it", "nl", "no", "pl", "pt", "ro", "sv", "tr", "vi"}
MISSED = [{"da", "no"}]  # of these the one is not told from the other
TAKEN_FOR = {"no": ("nb", "nn", "da"), "da": ("nb", "nn"), "hr": ("sl",), "id": ("ms",)}  # near relations


def captions(text, repeat=2):
    """Cues of a sentence's part each, as people write them."""
    pieces = [text[i:i + 60] for i in range(0, len(text), 60)] * repeat
    return "".join(f"{i + 1}\n00:{i // 15:02}:{i % 15 * 4:02},000 --> 00:{i // 15:02}:{i % 15 * 4 + 3:02},000\n<i>{piece.strip()}</i>\n\n"
                   for i, piece in enumerate(pieces))


class Language(unittest.TestCase):
    def check(self, files):
        """The messages of language-mismatch by name."""
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                    f.write(text)
            done = subprocess.run([PROGRAM, "check", "--json", "."],
                                  cwd=folder, capture_output=True, text=True, timeout=300)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        files = json.loads(done.stdout)["files"]
        return {file["path"]: [f["message"] for f in file["findings"] if f["code"] == "language-mismatch"] for file in files}

    def test_each_under_each_name(self):
        told = self.check({f"{text}-talk.{name}.srt": captions(TEXTS[text]) for text in TEXTS for name in TEXTS})
        self.assertEqual(len(told), len(TEXTS) ** 2)
        for text in TEXTS:
            self.assertEqual(told[f"{text}-talk.{text}.srt"], [], "a right file")
            for name in set(TEXTS) - {text}:
                with self.subTest(text=text, name=name):
                    messages = told[f"{text}-talk.{name}.srt"]
                    if {text, name} in MISSED:
                        self.assertEqual(messages, [])
                        continue
                    self.assertEqual(len(messages), 1)
                    looks = messages[0].split("looks like ")[1].split(",")[0]
                    script = "Latin" if text in LATIN else SCRIPTS.get(text)
                    self.assertIn(looks, (text, script, *TAKEN_FOR.get(text, ())))

    def test_right_ones_in_other_spellings(self):
        """Tags of three letters, of regions and scripts, in capitals; a file without a tag; WebVTT; capitals only."""
        files = {f"{code}.{THREE[code]}.srt": captions(TEXTS[code]) for code in THREE}
        for name in ("pt.pt-BR", "zh.zh-Hans", "es.es_419", "en.EN", "fr.fr.sdh", "nb.nb", "no.nor", "de.de.forced", "plain"):
            code = {"nb": "no", "plain": "tr"}.get(name.split(".")[0], name.split(".")[0])
            files[name + ".srt"] = captions(TEXTS[code])
            files[name + ".vtt"] = "WEBVTT\n\n" + captions(TEXTS[code]).replace(",000", ".000")
        for code in ("en", "de", "ru", "tr", "el"):
            files[f"capitals-{code}.{code}.srt"] = captions(TEXTS[code].upper())
        for name, messages in self.check(files).items():
            self.assertEqual(messages, [], name)

    def test_short_texts_give_no_verdict(self):
        files = {f"{text}.{name}.srt": captions(TEXTS[text][:150 if text not in ("ja", "zh", "ko", "th") else 60], 1)
                 for text in TEXTS for name in ("en", "de", "tr", "ru", "ja")}
        for name, messages in self.check(files).items():
            self.assertEqual(messages, [], name)

    def test_a_song_in_another_language_is_no_mismatch(self):
        for first, second in (("en", "de"), ("de", "tr"), ("fr", "hu"), ("it", "fi")):
            song = captions(TEXTS[first], 1)
            files = {f"begins.{second}.srt": song + captions(TEXTS[second], 5), f"ends.{second}.srt": captions(TEXTS[second], 5) + song,
                     f"half.{second}.srt": captions(TEXTS[first], 2) + captions(TEXTS[second], 2)}
            for name, messages in self.check(files).items():
                self.assertEqual(messages, [], name)

    def test_names_and_numbers_are_no_language(self):
        names = " ".join(f"Northhaven {i} Dr. Alba-Okoro-{i} 12:{i:02} Uhr-{i}" for i in range(60))
        for name, messages in self.check({f"a.{name}.srt": captions(names) for name in ("en", "de", "fr", "tr", "fi")}).items():
            self.assertEqual(messages, [], name)

    def test_the_samples_of_the_repository(self):
        """What people would check: no finding on files that are as they are named."""
        names = [n for n in glob.glob(os.path.join(HERE, "../../samples/**/*.*.srt"), recursive=True) if "language-mismatch" not in n]
        files = {f"{i}-{os.path.basename(n)}": open(n, encoding="utf-8", errors="replace").read() for i, n in enumerate(names)}
        if files:
            for name, messages in self.check(files).items():
                self.assertEqual(messages, [], name)


if __name__ == "__main__":
    unittest.main(verbosity=1)
