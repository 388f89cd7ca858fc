#!/usr/bin/python3
"""check --fix over every case there is: what was offered is mended and nothing else, no text is lost, a second run changes
nothing, and --diff is what --fix does. With CAPALIGN_SHARED the cases of WebVTT there are taken too.

usage: fix_roundtrip_test.py PROGRAM"""
import functools
import glob
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from collections import Counter

PROGRAM = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
SHARED = os.environ.get("CAPALIGN_SHARED", "")
CASES = [(ROOT, pattern) for pattern in ("samples/srt/*/*.srt", "samples/webvtt/*/*.vtt", "tests/check/rules/*/*.srt",
                                         "tests/check/rules/*/*.vtt")]
CASES += [(SHARED, "cases/webvtt*/*.vtt")] if SHARED else []

# What these findings' fixes may touch besides the block of lines that the finding stands in.
NUMBERS = {"index-order", "index-missing", "index-invalid", "index-on-time-line", "index-spacing"}
TIMES = {"time-overlap", "max-overlap", "min-gap", "max-gap-to-close"}
ORDERS = {"time-order", "cue-order"}
LINE_ENDS = {"mixed-line-ends", "line-ends-doubled"}
UNSEEN = re.compile("[\\s\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\ufff9-\uffff]|"
                    "[\U000e0000-\U000e007f]")
TAGS = re.compile(r"<\s*/?\s*(b|i|u|s|font|c|v|lang|ruby|rt|\d)\b[^>]*>", re.I)

NO_TEXT = re.compile(r"-\S?>|→|^WEBVTT|^(STYLE|REGION)$|^\d+[a-z]$|^(Kind|Language|id|width|lines|\w*anchor|scroll|colour):")


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=300, **options)


def read(path):
    with open(path, "rb") as f:
        return f.read()


def seen(text):
    """What viewers see of a text, without white space; dots of an ellipsis are as one."""
    text = html.unescape(TAGS.sub("", text))
    return re.sub(r"\.\.+", "..", UNSEEN.sub("", re.sub(r"\\[Nn]", " ", text)))


@functools.lru_cache(maxsize=None)
def cue_texts(content, suffix):
    """The texts of all cues in the order of their times, empty ones left out; None: it is no caption file."""
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(content)
        file.flush()
        done = run("convert", "--to", "json", file.name)
    if done.returncode == 3:
        return None
    start, texts = -1, []
    for cue in json.loads(done.stdout)["cues"]:
        start = start if cue["start_us"] is None else cue["start_us"]
        texts.append((start, seen(cue["text"])))
    return [text for _, text in sorted(texts, key=lambda pair: pair[0]) if text]


def letters(content):
    """How often each letter stands in the bytes: an account of the whole file that trusts no reader of captions. What may be
    written otherwise is left out: time lines, tags, an index such as 2a, and what WebVTT has besides texts."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    text = re.sub(r"\\[Nn]", " ", html.unescape(TAGS.sub("", text)))
    return Counter(c for line in re.split("[\r\n]", text) if not NO_TEXT.search(line) for c in line if c.isalpha())


def lines_of(content):
    """Lines with their ends."""
    return re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", content)


def apply_diff(content, diff):
    """What a unified diff of one file makes of its content; every line that it keeps or takes out must be there."""
    before, after, at = re.findall(rb"[^\n]*\n|[^\n]+$", content), [], 0
    lines = re.findall(rb"[^\n]*\n", diff)[2:]
    for line, below in zip(lines, lines[1:] + [b""]):
        head = re.match(rb"@@ -(\d+)(?:,(\d+))? \+", line)
        if head:
            start = int(head[1]) - (0 if head[2] == b"0" else 1)
            after += before[at:start]
            at = start
        elif not line.startswith(b"\\"):
            kind, text = line[:1], line[1:-1] if below.startswith(b"\\") else line[1:]
            if kind in b" -":
                assert before[at] == text, (before[at], text)
                at += 1
            if kind in b" +":
                after.append(text)
    return b"".join(after + before[at:])


class Trip:
    """All cases fixed in one way: contents and findings before, after, and after a second run."""

    def __init__(self, folder, arguments, unsafe):
        self.folder, self.unsafe, self.arguments = folder, unsafe, arguments
        self.names = []
        for root, pattern in CASES:
            for path in sorted(glob.glob(os.path.join(root, pattern))):
                name = os.path.relpath(path, root)
                os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
                shutil.copy(path, os.path.join(folder, name))
                self.names.append(name)
        fix = "--fix=unsafe" if unsafe else "--fix"
        self.before, self.found = self.look()
        self.diffs = {name: run("check", *arguments, fix, "--diff", name, cwd=folder).stdout for name in self.names}
        self.unchanged_by_diff = self.contents() == self.before
        self.first = run("check", *arguments, fix, "-q", ".", cwd=folder)
        self.after, self.left = self.look()
        self.second = run("check", *arguments, fix, "-q", ".", cwd=folder)
        self.again = self.contents()

    def contents(self):
        return {name: read(os.path.join(self.folder, name)) for name in self.names}

    def look(self):
        report = json.loads(run("check", *self.arguments, "--json", "--max-findings", "1000000", ".", cwd=self.folder).stdout)
        found = {os.path.relpath(f["path"]): self.offered(f["findings"]) for f in report["files"]}
        return self.contents(), found

    def offered(self, findings):
        return [f for f in findings if f["fix"] == "safe" or (self.unsafe and f["fix"] == "unsafe")]


def untouched(content, findings):
    """The lines that no finding's fix has to do with, as far as its kind tells."""
    codes, lines = {f["code"] for f in findings}, lines_of(content)
    blank = [not line.strip() for line in lines]
    touched = set()
    for f in findings:
        first, last = f["line"] - 1, max(f["line"], f["end_line"] or 0) - 1
        while first > 0 and not blank[first - 1]:
            first -= 1
        while last + 1 < len(lines) and not (blank[last] and not blank[last + 1]):
            last += 1
        touched.update(range(first - 1, last + 1))
    kept = [line for i, line in enumerate(lines) if i not in touched and not blank[i]]
    if codes & NUMBERS or "text-empty" in codes:
        kept = [line for line in kept if not line.strip().isdigit()]
    if codes & TIMES:
        kept = [line for line in kept if b"-->" not in line]
    return [line.rstrip(b"\r\n") for line in kept] if codes & LINE_ENDS else kept


class RoundTrip:
    ARGUMENTS, UNSAFE = [], False

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="capalign-fix-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.trip = Trip(cls.folder, cls.ARGUMENTS, cls.UNSAFE)

    def each(self, compare):
        """Calls compare(name, bytes before, bytes after) for every case."""
        for name in self.trip.names:
            with self.subTest(name=name):
                compare(name, self.trip.before[name], self.trip.after[name])

    def test_there_is_something_to_do(self):
        changed = [name for name in self.trip.names if self.trip.before[name] != self.trip.after[name]]
        self.assertGreater(len(self.trip.names), 300)
        self.assertGreater(len(changed), 80)
        self.assertGreater(len({f["code"] for name in changed for f in self.trip.found[name]}), 40)
        kept = [len(untouched(self.trip.before[name], self.trip.found[name])) for name in changed]
        self.assertGreater(sum(1 for count in kept if count), 40)
        self.assertIn(self.trip.first.returncode, (1, 3))

    def test_only_what_is_offered_is_changed(self):
        def compare(name, before, after):
            self.assertTrue(before == after or self.trip.found[name])
        self.each(compare)

    def test_what_is_offered_is_mended(self):
        def compare(name, before, after):
            self.assertEqual([(f["code"], f["line"]) for f in self.trip.left[name]], [])
        self.each(compare)

    def test_a_second_run_changes_nothing(self):
        def compare(name, before, after):
            self.assertEqual(self.trip.again[name], after)
        self.each(compare)

    def test_texts_are_kept(self):
        def compare(name, before, after):
            texts, codes = cue_texts(after, name[-4:]), {f["code"] for f in self.trip.found[name]}
            if "webvtt-signature-time" in codes:
                texts = texts[1:]  # a cue that players passed over is one now
            self.assertEqual(texts, cue_texts(before, name[-4:]))
        self.each(compare)

    def test_letters_are_kept(self):
        def compare(name, before, after):
            self.assertEqual(letters(before) - letters(after), Counter())
        self.each(compare)

    def test_all_other_bytes_are_kept(self):
        def compare(name, before, after):
            codes = {f["code"] for f in self.trip.found[name]}
            if any(code.startswith("encoding-") for code in codes - {"encoding-bom"}):
                return  # all bytes are others
            kept, lines = untouched(before, self.trip.found[name]), lines_of(after)
            if codes & LINE_ENDS:
                lines = [line.rstrip(b"\r\n") for line in lines]
            if codes & ORDERS:
                self.assertEqual(Counter(kept) - Counter(lines), Counter())
            else:
                rest = iter(lines)
                self.assertEqual([line for line in kept if line not in rest], [])
        self.each(compare)

    def test_the_diff_is_what_is_done(self):
        def compare(name, before, after):
            self.assertEqual(bool(self.trip.diffs[name]), before != after)
            self.assertEqual(apply_diff(before, self.trip.diffs[name]), after)
        self.assertTrue(self.trip.unchanged_by_diff)
        self.each(compare)


class Safe(RoundTrip, unittest.TestCase):
    ARGUMENTS = ["--enable", "all"]


class Unsafe(RoundTrip, unittest.TestCase):
    ARGUMENTS, UNSAFE = ["--enable", "all"], True


class SafeNetflix(RoundTrip, unittest.TestCase):
    ARGUMENTS = ["--enable", "all", "--profile", "netflix"]


class UnsafeNetflix(RoundTrip, unittest.TestCase):
    ARGUMENTS, UNSAFE = ["--enable", "all", "--profile", "netflix"], True


if __name__ == "__main__":
    unittest.main(verbosity=1)
