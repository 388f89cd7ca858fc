#!/usr/bin/python3
"""One check of hostile captions in all seven reports: each is read by its reader, and all tell the same findings, with file,
line, column and rule. usage: reports_same_test.py PROGRAM"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

import readers

PROGRAM = os.path.abspath(sys.argv.pop(1))
FORMATS = ["text", "json", "junit", "sarif", "github", "gitlab", "rdjsonl"]
LINES = [b"::error::x", b"  ::stop-commands::x", b"a ##[error]b", b"##[add-mask]a", b"]]>", b"<!--", b"&amp;", b"<![CDATA[x]]>", b"%0A%25",
         b"a,b:c", b"[a](1)", b"\\[a](1)", b"[[ATTACHMENT|x]]", b"\x1b[31mred", b"\x1b]0;t\x07", b"a\0b", "\u202eabc\u202c".encode(),
         "a\u2028b\u2029c".encode(), "\uffff\ufffe".encode(), "\x85a\x9b31m".encode(), "x\u200b\u200dy".encode(), b"<script>alert(1)</script>",
         b"\"'`$(id)", "👨‍👩‍👧 中文 é".encode(), b"a\tb", b"</failure></testcase>", b'{"a": "b"}', b"--> -- >", b"\xed\xa0\x80"]
PATHS = ["plain.srt", "sub dir/a%b#c,d&<e>'f\".srt", "sub dir/##[error]x.vtt", "::error::.srt", "-dash.srt", "\u202eé中.srt", "a\nb.srt"]
SHOWN = str.maketrans({"\n": "\\n", "\u202e": "<RLO>"})  # where people read a path


def captions(path, encoding):
    """Each line in a cue of its own, with spaces around and an emoji before, so that columns differ between the formats."""
    out = b"WEBVTT\n\n" if path.endswith("vtt") else b""
    comma = b"." if path.endswith("vtt") else b","
    for i, line in enumerate(LINES):
        before = b"" if encoding == "latin" else "😀é ".encode()
        out += b"%d\n00:00:%02d%b000 --> 00:00:%02d%b400\n%b%b  %b \n\n" % (i + 1, i * 2, comma, i * 2, comma, before, line, line)
    if encoding == "invalid":
        out += b"90\n00:10:00%b000 --> 00:10:01%b000\nbad \xff\xc3 byte  \xe9\n" % (comma, comma)
    if encoding == "latin":
        out = out.decode("utf-8", "ignore").encode("latin-1", "ignore") + b"\n91\n00:11:00%b000 --> 00:11:01%b000\ncaf\xe9  \xfcber\n" % (comma, comma)
    return out.decode("utf-8").encode("utf-16") if encoding == "utf-16" else out


class Same(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="capalign-same-")
        cls.folder = cls.temporary.name
        os.mkdir(os.path.join(cls.folder, "sub dir"))
        cls.put("gone.srt", None)
        for path in PATHS:
            cls.put(path, captions(path, "utf-8"))
        for encoding in ("invalid", "latin", "utf-16"):
            lines = LINES[:]
            if encoding == "utf-16":
                LINES.remove(b"\xed\xa0\x80")
            cls.put(encoding + ".srt", captions("x.srt", encoding))
            LINES[:] = lines
        cls.put("clean.srt", b"1\n00:00:01,000 --> 00:00:03,000\nThe ferry leaves at six.\n")
        cls.put("lines.vtt", b"WEBVTT\r\r\n00:01.000 --> 00:03.000\ra  b\r\r\n00:04.000 --> 00:06.000\nc  d\x0c \n")
        environment = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
        cls.texts = {}
        for log, extra in ((False, {}), (True, {"GITHUB_ACTIONS": "true"})):
            for name in FORMATS:
                done = subprocess.run([PROGRAM, "check", "--format", name, "--max-findings=1000000", "--profile=netflix", "--", "."],
                                      cwd=cls.folder, capture_output=True, env={**environment, **extra})
                assert done.returncode == 3, done.stderr
                cls.texts[name, log] = done.stdout.decode("utf-8")
        cls.files = {file["path"]: file for file in json.loads(cls.texts["json", False])["files"]}

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def put(cls, name, content):
        path = os.path.join(cls.folder, name)
        if content is None:
            os.symlink("nowhere", path)
            return
        with open(path, "wb") as f:
            f.write(content)

    def findings(self):
        """(path, line, column, code) as the JSON report has them, with None where there is no line or column."""
        return sorted((path, f["line"] or 0, f["column"] or 0, f["code"]) for path, file in self.files.items() for f in file["findings"])

    def source(self, path):
        """The lines as the columns count them."""
        with open(os.path.join(self.folder, path), "rb") as f:
            content = f.read()
        encoding = self.files[path]["encoding"]
        text = content.decode(encoding, "surrogateescape")
        return re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))

    def column(self, path, line, column, size):
        """From a column in other units to one in characters."""
        passed = 1
        for at, character in enumerate(self.source(path)[line - 1]):
            if passed >= column:
                return at + 1
            passed += size(character)
        return len(self.source(path)[line - 1]) + 1

    def test_there_are_many_and_of_every_kind(self):
        found = self.findings()
        self.assertGreater(len(found), 1000)
        self.assertGreater(len({code for *_, code in found}), 25)
        self.assertEqual([p for p, f in self.files.items() if f["error"]], ["gone.srt"])
        self.assertEqual(len(self.files), len(PATHS) + 6)

    def test_text(self):
        told = []
        for line in self.texts["text", False].split("\n"):
            for path in self.files:
                shown = path.translate(SHOWN)
                if line.startswith(shown + ":"):
                    rest = re.fullmatch(r":(?:(\d+):(?:(\d+):)?)? (?:info|warning|error): .* \[([\w-]+)\]", line[len(shown):])
                    if rest:
                        told.append((path, int(rest[1] or 0), int(rest[2] or 0), rest[3]))
        self.assertEqual(sorted(t for t in told if t[3] != "unreadable"), self.findings())
        self.assertIn(("gone.srt", 0, 0, "unreadable"), told)

    def test_junit(self):
        told = []
        for path, name, _ in readers.read_junit(self.texts["junit", False]):
            place = re.fullmatch(r"([\w-]+)(?: at (\d+)(?::(\d+))?)?(?: \(\d+\))?", name)
            told.append((path, int(place[2] or 0), int(place[3] or 0), place[1]))
        told.remove(("clean.srt", 0, 0, "captions"))
        told.remove(("gone.srt", 0, 0, "unreadable"))
        shown = {path.translate(SHOWN): path for path in self.files}
        self.assertEqual(sorted((shown[path], *rest) for path, *rest in told), self.findings())

    def test_sarif(self):
        told = []
        for result in readers.read_sarif(self.texts["sarif", False]):
            place = result["locations"][0]["physicalLocation"]
            path = urllib.parse.unquote(place["artifactLocation"]["uri"])
            if result["ruleId"] == "unreadable":
                self.assertEqual(path, "gone.srt")
                continue
            region = place["region"]
            self.assertLessEqual(region["endLine"], len(self.source(path)))
            column = self.column(path, region["startLine"], region["startColumn"], lambda c: 2 if ord(c) > 0xFFFF else 1)
            told.append((path, region["startLine"], column, result["ruleId"]))
        self.assertEqual(sorted(told), sorted((p, line or 1, column or 1, code) for p, line, column, code in self.findings()))

    def test_github(self):
        told = [(p["file"], int(p.get("line", 0)), int(p.get("col", 0)), p["title"])
                for name, p, _ in readers.read_log(self.texts["github", False]) if name in ("error", "warning", "notice")]
        told.remove(("gone.srt", 0, 0, "unreadable"))
        # "##[" cannot be written in a property without being a command of the old form
        shown = {path.replace("\u202e", "<RLO>").replace("##[", "\\x23#["): path for path in self.files}
        self.assertEqual(sorted((shown.get(path, path), *rest) for path, *rest in told), self.findings())

    def test_gitlab(self):
        told = [(i["location"]["path"], i["location"]["lines"]["begin"], i["check_name"]) for i in readers.read_gitlab(self.texts["gitlab", False])]
        told.remove(("gone.srt", 1, "unreadable"))
        self.assertEqual(sorted(told), sorted((path, line or 1, code) for path, line, _, code in self.findings()))

    def test_rdjsonl(self):
        told = []
        for diagnostic in readers.read_rdjsonl(self.texts["rdjsonl", False]):
            path, start = diagnostic["location"]["path"], diagnostic["location"].get("range", {}).get("start", {})
            if diagnostic["code"]["value"] == "unreadable":
                self.assertEqual(path, "gone.srt")
                continue
            line, column = start.get("line", 0), start.get("column", 0)
            if column:
                # three bytes stand in the text for each byte that is no UTF-8
                column = self.column(path, line, column, lambda c: 3 if 0xDC80 <= ord(c) <= 0xDCFF else len(c.encode()))
            told.append((path, line, column, diagnostic["code"]["value"]))
        self.assertEqual(sorted(told), self.findings())

    def test_severities_are_the_same(self):
        wanted = sorted((path, f["line"] or 0, f["code"], f["severity"]) for path, file in self.files.items() for f in file["findings"])
        levels = {"note": "info", "notice": "info", "INFO": "info", "WARNING": "warning", "ERROR": "error", "minor": "warning", "major": "error"}
        diagnostics = readers.read_rdjsonl(self.texts["rdjsonl", False])
        self.assertEqual(sorted((d["location"]["path"], d["location"].get("range", {}).get("start", {}).get("line", 0), d["code"]["value"],
                                 levels[d["severity"]]) for d in diagnostics if d["code"]["value"] != "unreadable"), wanted)
        count = {severity: sum(w[3] == severity for w in wanted) for severity in ("info", "warning", "error")}
        results = readers.read_sarif(self.texts["sarif", False])
        commands = readers.read_log(self.texts["github", False])
        issues = readers.read_gitlab(self.texts["gitlab", False])
        for told in ([levels.get(r["level"], r["level"]) for r in results if r["ruleId"] != "unreadable"],
                     [levels.get(name, name) for name, p, _ in commands if p["title"] != "unreadable"],
                     [levels.get(i["severity"], i["severity"]) for i in issues if i["check_name"] != "unreadable"]):
            self.assertEqual({severity: told.count(severity) for severity in count}, count)
        cases = readers.read_junit(self.texts["junit", False])
        self.assertEqual(sum(text is not None for *_, text in cases), count["warning"] + count["error"] + 1)

    def test_no_log_obeys_a_caption_or_a_path(self):
        for name in FORMATS:
            commands = readers.read_log(self.texts[name, True])
            wanted = {"error", "warning", "notice"} if name == "github" else set()
            self.assertLessEqual({command for command, _, _ in commands}, wanted, name)
            self.assertNotIn("##[", self.texts[name, True], name)

    def test_no_terminal_obeys_a_caption_or_a_path(self):
        for (name, _), text in self.texts.items():
            bad = re.findall("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]", text)
            self.assertEqual(bad, [], name)


if __name__ == "__main__":
    unittest.main(verbosity=1)
