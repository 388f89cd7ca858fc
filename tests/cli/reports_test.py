#!/usr/bin/python3
"""Reports on hostile results, read by the readers of readers.py, xmllint with an XSD, and jq.

usage: reports_test.py PROGRAM   (report_driver lies beside it)
"""
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

import readers

program = os.path.abspath(sys.argv[1])
driver = os.path.join(os.path.dirname(program), "report_driver")
here = os.path.dirname(os.path.abspath(__file__))
FORMATS = ["text", "json", "junit", "sarif", "github", "gitlab", "rdjsonl"]
HOSTILE_PATH = b'sub dir/a%b#c,d:e::f##[g]\n<&"\x1b\xff.srt'


@functools.lru_cache(None)
def report(*arguments):
    done = subprocess.run([driver, *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8")  # every report is UTF-8, whatever its input


def source_lines():
    return [bytes.fromhex(line) for line in report("lines").split("\n")[:-1]]


def reference():
    """The findings as the JSON report has them: (path, finding)."""
    files = json.loads(report("json"))["files"]
    return [(file["path"], finding) for file in files for finding in file["findings"]]


class AnyFormat(unittest.TestCase):
    def test_no_control_characters(self):
        for name in FORMATS:
            bad = re.findall("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]", report(name))
            self.assertEqual(bad, [], name)

    def test_no_command_in_a_log(self):
        for name in FORMATS:
            commands = readers.read_log(report(name, "break"))
            if name == "github":
                self.assertLessEqual({command[0] for command in commands}, {"error", "warning", "notice"})
                self.assertEqual(len(commands), 27)
            else:
                self.assertEqual(commands, [], name)
            self.assertNotIn("##[", report(name, "break"))

    def test_the_readers_see_commands(self):
        self.assertEqual(readers.read_command("  ::error file=a%2Cb,line=1::c%0Ad"), ("error", {"file": "a,b", "line": "1"}, "c\nd"))
        self.assertEqual(readers.read_command("x ##[add-mask]y"), ("add-mask", {}, "y"))
        self.assertTrue(readers.read_log(report("text")))
        self.assertTrue(readers.links_in("[a](1)") and readers.links_in("\\\\[a](1)"))
        self.assertFalse(readers.links_in("\\[a\\](1)"))

    def test_the_same_with_broken_tokens(self):
        for name in ("json", "sarif", "gitlab"):
            self.assertEqual(json.loads(report(name)), json.loads(report(name, "break")))
        a, b = (xml.etree.ElementTree.fromstring(report("junit", *more)) for more in ((), ("break",)))
        self.assertEqual(xml.etree.ElementTree.tostring(a), xml.etree.ElementTree.tostring(b))

    def test_an_unreadable_file_is_told(self):
        for name in FORMATS:
            self.assertIn("cannot open", report(name), name)


class Json(unittest.TestCase):
    def test_it_holds_everything(self):
        top = json.loads(report("json"))
        self.assertEqual((top["version"], top["unreadable"], top["omitted"], top["baseline_count"]), (1, 1, 7, 2))
        self.assertEqual([file["path"] for file in top["files"][1:]], ["clean.vtt", ":", "wide.srt", "info.srt"])
        self.assertEqual(top["files"][0]["path"], HOSTILE_PATH.decode("utf-8", "replace"))
        self.assertEqual(top["files"][2]["error"]["message"], "cannot open ::error::it")
        for finding, line in zip(top["files"][0]["findings"], source_lines()):
            text = line.split(b"\0")[0].decode("utf-8", "replace")
            self.assertEqual(finding["replacement"]["text"], text)
            self.assertTrue(finding["message"].startswith('found "' + text))
            self.assertEqual((finding["column"], finding["value"], finding["limit"]), (2, "23.4 cps", "17 cps"))
        plain = top["files"][3]["findings"]
        self.assertEqual([f["line"] for f in plain], [None, 3, 3, 3])
        self.assertEqual([f["column"] for f in plain], [None, None, 3, 3])
        self.assertEqual((plain[0]["cue"], plain[0]["start_us"], plain[0]["replacement"]), (None, None, None))
        self.assertEqual({rule["code"] for rule in top["rules"]} - {f["code"] for _, f in reference()}, set())
        self.assertTrue(top["rules"])

    @unittest.skipUnless(shutil.which("jq"), "no jq")
    def test_jq_reads_it(self):
        for name in ("json", "sarif", "gitlab", "rdjsonl"):
            done = subprocess.run(["jq", "-c", "."], input=report(name), capture_output=True, text=True, check=True)
            self.assertTrue(done.stdout)


class JUnit(unittest.TestCase):
    @unittest.skipUnless(shutil.which("xmllint"), "no xmllint")
    def test_the_schema(self):
        schema = os.path.join(here, "../check/junit.xsd")
        for more in ((), ("break",)):
            with tempfile.NamedTemporaryFile(suffix=".xml") as file:
                file.write(report("junit", *more).encode())
                file.flush()
                done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, file.name],
                                      capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, done.stderr)

    def test_what_it_says(self):
        root = xml.etree.ElementTree.fromstring(report("junit"))
        cases = root.findall("testsuite/testcase")
        self.assertEqual(int(root.get("tests")), len(cases))
        self.assertEqual(int(root.get("failures")), len(root.findall("testsuite/testcase/failure")))
        self.assertEqual(int(root.get("errors")), 1)
        for suite in root:
            for kind, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                self.assertEqual(int(suite.get(kind)), len(suite.findall("testcase/" + element)))
            self.assertEqual(int(suite.get("tests")), len(suite.findall("testcase")))
        clean = root[1].findall("testcase")
        self.assertEqual([len(case) for case in clean], [0])
        self.assertEqual(len({(case.get("classname"), case.get("name")) for case in cases}), len(cases))
        for case in root[0]:
            problem, = case
            self.assertIn(problem.get("message"), problem.text)
        self.assertIn("]]>", root[0][4][0].text)
        self.assertIn("a\\x00b", root[0][13][0].text)
        self.assertIn("7 more findings", root[3][-1][0].text)


class Sarif(unittest.TestCase):
    def test_what_it_says(self):
        results = readers.read_sarif(report("sarif"))
        findings = reference()
        told = [result for result in results if result["ruleId"] != "unreadable"]
        self.assertEqual([result["ruleId"] for result in told], [finding["code"] for _, finding in findings])
        uri = told[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        self.assertEqual(readers.check_uri(uri), HOSTILE_PATH)
        for result, line in zip(told, source_lines()):
            region = result["locations"][0]["physicalLocation"]["region"]
            if b"\xff" not in line and b"\xed\xa0" not in line:
                self.assertEqual(region["endColumn"], len(line.decode().encode("utf-16-le")) // 2 + 1)
            self.assertTrue(result["fixes"])

    def test_the_cap(self):
        results = readers.read_sarif(report("sarif", "many"))
        self.assertEqual((len(results), {result["level"] for result in results}), (25000, {"error"}))
        run = json.loads(report("sarif", "many"))["runs"][0]
        self.assertIn("65000 more findings", run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"])

    def test_links_are_followed(self):
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "real"))
            with open(os.path.join(folder, "real/a b.srt"), "w") as f:
                f.write("1\n00:00:02,000 --> 00:00:01,000\nText\n")
            os.symlink("real/a b.srt", os.path.join(folder, "link.srt"))
            done = subprocess.run([program, "check", "--format", "sarif", "link.srt"], cwd=folder, capture_output=True, text=True)
            places = [r["locations"][0]["physicalLocation"] for r in readers.read_sarif(done.stdout)]
            self.assertEqual({place["artifactLocation"]["uri"] for place in places}, {"real/a%20b.srt"})


class GitHub(unittest.TestCase):
    def test_what_it_says(self):
        commands = readers.read_log(report("github"))
        kinds = [name for name, _, _ in commands]
        self.assertEqual(kinds, sorted(kinds, key=["error", "warning", "notice"].index))
        name, properties, data = commands[1]
        self.assertEqual((name, properties["line"], properties["col"], properties["title"], data),
                         ("error", "6", "2", "max-reading-speed", 'found "<!--"'))
        self.assertEqual(properties["file"], 'sub dir/a%b#c,d:e::f\\x23#[g]\n<&"\\x1b\\xff.srt')
        self.assertIn('found "%0A %25"', [data for _, _, data in commands])
        self.assertIn(":", [properties["file"] for _, properties, _ in commands])

    def test_the_last_line(self):
        last = report("github").split("\n")[-2]
        self.assertIsNone(readers.read_command(last))
        self.assertIn("34 findings", last)
        self.assertIn("89970 are in this log only", report("github", "many").split("\n")[-2])


class GitLab(unittest.TestCase):
    def test_what_it_says(self):
        issues = readers.read_gitlab(report("gitlab"))
        self.assertEqual(len(issues), 27 + 1)  # and the ones that are not listed
        self.assertEqual(issues[0]["severity"], "info")
        self.assertEqual({issue["check_name"] for issue in issues if issue["severity"] == "critical"}, {"unreadable"})

    def test_nothing_is_an_array(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "a.srt"), "w") as f:
                f.write("1\n00:00:01,000 --> 00:00:03,000\nFine.\n")
            done = subprocess.run([program, "check", "--format", "gitlab", "a.srt"], cwd=folder, capture_output=True, text=True)
            self.assertEqual((json.loads(done.stdout), done.returncode), ([], 0))


class Rdjsonl(unittest.TestCase):
    def test_what_it_says(self):
        diagnostics = readers.read_rdjsonl(report("rdjsonl"))
        self.assertEqual(len(diagnostics), 27 + 1)
        for diagnostic, line in zip(diagnostics, source_lines()):
            start = diagnostic["location"]["range"]["start"]["column"]
            end = diagnostic["location"]["range"]["end"]["column"]
            if line != source_lines()[17]:  # half a surrogate is three characters and no UTF-8
                self.assertEqual(end, len(line) + 1)
            self.assertGreaterEqual(start, 2)
            self.assertTrue(diagnostic["suggestions"])
        told = [d for d in diagnostics if "not UTF-8" in d["message"]]
        self.assertEqual([d["location"]["path"] for d in told], ["wide.srt"])


class Text(unittest.TestCase):
    def test_no_line_begins_a_command(self):
        for line in report("text").split("\n"):
            if not line.startswith("::"):  # the path of one file is a colon
                self.assertFalse(line.lstrip().startswith("::"), line)

    def test_colors_only_where_asked(self):
        self.assertNotIn("\x1b", report("text"))
        self.assertIn("\x1b[1;31merror: \x1b[0m", report("text", "color"))


if __name__ == "__main__":
    sys.argv[1:] = []
    unittest.main()
