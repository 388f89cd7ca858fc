#!/usr/bin/python3
"""capalign check as a user runs it: which files, which configuration, what it exits with. usage: check_test.py PROGRAM"""
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
GOOD = "1\n00:00:01,000 --> 00:00:03,000\nThe ferry leaves at six.\n"
LONG = "The ferry leaves the harbour at six in the morning today"
BAD = f"1\n00:00:01,000 --> 00:00:05,000\n{LONG}\n"
BROKEN = "1\n00:00:01.000 --> 00:00:03,000\nThe ferry leaves at six.\n"


def run(*arguments, environment=None, **options):
    clean = {k: v for k, v in os.environ.items() if k != "GITHUB_ACTIONS"}
    return subprocess.run([PROGRAM, "check", *arguments], capture_output=True, text=True, timeout=60,
                          env={**clean, **(environment or {})}, **options)


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="capalign-check-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, content):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", newline="") as f:
            f.write(content)
        return self.path(name)

    def read(self, name):
        with open(self.path(name), newline="") as f:
            return f.read()

    def report(self, *arguments, **options):
        done = run("--json", *arguments, **options)
        return done.returncode, json.loads(done.stdout)

    def codes(self, *arguments, **options):
        return [f["code"] for file in self.report(*arguments, **options)[1]["files"] for f in file["findings"]]

    def names(self, *arguments):
        return [os.path.relpath(f["path"], self.folder) for f in self.report(*arguments)[1]["files"]]


class Files(Case):
    def test_exit_codes(self):
        self.assertEqual(run(self.file("good.srt", GOOD)).returncode, 0)
        self.assertEqual(run(self.file("bad.srt", BAD)).returncode, 1)
        self.assertEqual(run(self.path("none.srt"), self.path("bad.srt")).returncode, 3)
        self.assertEqual(run().returncode, 2)
        self.assertEqual(run("--set", "max-lines", self.path("good.srt")).returncode, 2)

    def test_info_is_no_failure(self):
        done = run("--json", self.file("spaced.srt", GOOD.replace(" --> ", "  -->  ")))
        self.assertEqual(done.returncode, 0)
        self.assertEqual(json.loads(done.stdout)["files"][0]["infos"], 1)

    def test_folders_in_the_order_of_names(self):
        for name in ("b/2.vtt", "b/1.srt", "a.srt", ".hidden/x.srt", "c.txt", "a.ass"):
            self.file(name, GOOD if name.endswith("srt") else "WEBVTT\n\n" + GOOD.replace(",", "."))
        self.assertEqual(self.names(self.folder), ["a.srt", "b/1.srt", "b/2.vtt"])
        for jobs in "1", "2", "7":
            self.assertEqual(self.names("--jobs", jobs, self.folder), ["a.srt", "b/1.srt", "b/2.vtt"])

    def test_patterns(self):
        for name in ("a.en.srt", "x/b.en.srt", "x/y/c.en.srt", "x/y/c.de.srt"):
            self.file(name, GOOD)
        for pattern, names in (("**/*.en.srt", ["a.en.srt", "x/b.en.srt", "x/y/c.en.srt"]), ("*.srt", ["a.en.srt"]),
                               ("x/*/c.??.srt", ["x/y/c.de.srt", "x/y/c.en.srt"]), ("**/y/**/*.de.srt", ["x/y/c.de.srt"])):
            self.assertEqual(self.names(self.path(pattern)), names, pattern)
        done = run("*.vtt", cwd=self.folder)
        self.assertEqual(done.returncode, 3)
        self.assertIn("*.vtt", done.stderr)

    def test_the_rest_is_checked_all_the_same(self):
        self.file("a/good.srt", GOOD)
        os.symlink("..", self.path("a/up"))
        os.symlink("nowhere.srt", self.path("a/dead.srt"))
        os.mkfifo(self.path("a/pipe.srt"))
        with open(self.path("a/noise.vtt"), "wb") as f:
            f.write(bytes(range(256)) * 40)
        code, report = self.report(self.path("a"))
        self.assertEqual(code, 3)
        errors = {os.path.basename(f["path"]): f["error"] for f in report["files"]}
        self.assertEqual(sorted(errors), ["dead.srt", "good.srt", "noise.vtt", "pipe.srt"])
        self.assertEqual([n for n, e in sorted(errors.items()) if not e], ["good.srt"])

    @unittest.skipUnless(os.geteuid() == 0 and shutil.which("setpriv"), "needs root, to be somebody else")
    def test_a_closed_folder_is_told(self):
        self.file("a/good.srt", GOOD)
        os.mkdir(self.path("a/closed"), 0)
        os.chmod(self.folder, 0o755)
        nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", PROGRAM]
        if subprocess.run([*nobody, "--version"], capture_output=True).returncode:
            self.skipTest("nobody may not run the program here")
        done = subprocess.run([*nobody, "check", self.path("a")], capture_output=True, text=True)
        self.assertEqual(done.returncode, 3)
        self.assertIn("closed", done.stderr)
        self.assertIn("1 file", done.stdout)

    def test_findings_are_capped_and_counted(self):
        cues = "".join(f"7\n00:00:01.000 --> 00:00:03,000\nOne {i}.\n\n" for i in range(3000))
        code, report = self.report("--max-findings", "10", self.file("many.srt", cues))
        self.assertEqual((code, len(report["files"][0]["findings"])), (1, 10))
        self.assertGreater(report["files"][0]["omitted"], 3000)


class Configuration(Case):
    def test_the_nearest_file_upward(self):
        self.file("a/b/c.srt", BAD)
        self.assertEqual(self.codes(self.folder), ["max-chars-per-line"])
        self.file(".capalign.ini", "[limits]\nmax-chars-per-line = 60\n")
        self.assertEqual(self.codes(self.folder), [])
        self.file("a/.capalign.ini", "[check]\nprofile = dcmp\n")
        self.assertIn("max-chars-per-line", self.codes(self.folder))
        self.assertEqual(self.codes("--config", self.path(".capalign.ini"), self.folder), [])

    def test_the_command_line_is_over_the_file(self):
        self.file("a.srt", BAD)
        self.file(".capalign.ini", "[check]\ndisable = max-chars-per-line\n")
        self.assertEqual(self.codes(self.folder), [])
        self.assertEqual(self.codes("--enable", "max-chars-per-line", self.folder), ["max-chars-per-line"])
        self.assertEqual(self.codes("--set", "max-cpl=30", "--set", "max-cps=1", self.folder),
                         ["max-chars-per-line", "max-reading-speed"])
        self.assertEqual(self.codes("--disable", "all", "--set", "max-cps=1", self.folder), [])

    def test_severity(self):
        self.file("a.srt", BAD)
        self.assertEqual(run("--severity", "max-chars-per-line=info", self.folder).returncode, 0)
        code, report = self.report("--severity", "max-chars-per-line=error", self.folder)
        self.assertEqual((code, report["files"][0]["errors"]), (1, 1))

    def test_what_is_wrong_is_told_with_its_place(self):
        self.file("a.srt", GOOD)
        for content, line, said in (("[check]\nprofile = nitflex\n", "2:11", "\"netflix\"?"), ("[limits]\n\nmax-lines = two\n", "3:13", "two"),
                                    ("[chek]\nprofile = bbc\n", "1:2", "chek"), ("[check]\ndisable max-lines\n", "2:1", "expected"),
                                    ("[severity]\nmax-lines = bad\n", "2:13", "bad")):
            with self.subTest(content=content):
                ini = self.file(".capalign.ini", content)
                done = run(self.folder)
                self.assertIn(done.returncode, (2, 3))
                self.assertIn(f"{ini}:{line}", done.stderr)
                self.assertIn(said, done.stderr)

    def test_profiles(self):
        cues = "1\n00:00:01,000 --> 00:00:03,000\nThe ferry leaves at six.\n\n2\n00:00:03,000 --> 00:00:05,000\nAnd no later.\n"
        self.file("a.srt", cues)
        self.assertEqual(self.codes(self.folder), [])
        self.assertEqual(self.codes("--profile", "netflix", self.folder), ["min-gap"])
        self.assertEqual(self.codes("--profile", "netflix", "--set", "min-gap=0ms", self.folder), [])

    def test_notes_in_the_file(self):
        cue = f"00:01.000 --> 00:05.000\n{LONG}\n"
        self.file("a.vtt", f"WEBVTT\n\nNOTE capalign-disable max-chars-per-line\n\n{cue}\nNOTE capalign-enable\n\n"
                  + cue.replace("00:05", "00:09").replace("00:01", "00:05").replace("ferry", "liner"))
        _, report = self.report(self.folder)
        self.assertEqual([(f["code"], f["line"]) for f in report["files"][0]["findings"]], [("max-chars-per-line", 11)])


class Baseline(Case):
    def test_only_what_is_new_fails(self):
        self.file("a.srt", BAD)
        with open(self.path("known.json"), "w") as f:
            f.write(run("--json", "a.srt", cwd=self.folder).stdout)
        done = run("--baseline", "known.json", "a.srt", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stdout)
        moved = "1\n00:00:00,000 --> 00:00:00,900\nNow then.\n\n" + BAD.replace("1\n", "2\n", 1)
        self.file("a.srt", moved)
        self.assertEqual(run("--baseline", "known.json", "a.srt", cwd=self.folder).returncode, 0)
        self.file("a.srt", moved + "\n3\n00:00:06,000 --> 00:00:09,000\n" + LONG.replace("ferry", "liner") + "\n")
        code, report = self.report("--baseline", "known.json", "a.srt", cwd=self.folder)
        self.assertEqual((code, len(report["files"][0]["findings"])), (1, 1))
        self.assertEqual(report["files"][0]["baseline_count"], 1)

    def test_a_path_is_one_however_it_is_written(self):
        """A hook gives absolute paths, a person relative ones: both are the same file to the baseline."""
        self.file("subs/a.srt", BAD)
        os.symlink(self.folder, self.path("../" + os.path.basename(self.folder) + "-link"))
        self.addCleanup(os.unlink, self.folder + "-link")
        there = {"cwd": self.folder, "environment": {"PWD": self.folder}}
        by_link = {"cwd": self.folder, "environment": {"PWD": self.folder + "-link"}}
        ways = ((["subs"], there), (["./subs//a.srt"], there), ([self.path("subs")], there),
                ([self.folder + "-link/subs/a.srt"], by_link))
        for write, options in ways:
            with open(self.path("known.json"), "w") as f:
                f.write(run("--json", *write, **options).stdout)
            for read, others in ways:
                done = run("--baseline", "known.json", *read, **others)
                self.assertEqual(done.returncode, 0, (write, read, done.stdout))


class Fixing(Case):
    def test_safe_fixes_and_nothing_else(self):
        self.file("a.srt", BROKEN)
        self.file("b.srt", BAD)
        before = os.stat(self.path("b.srt")).st_mtime_ns
        done = run("--fix", self.folder)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertEqual(self.read("a.srt"), GOOD)
        self.assertEqual((self.read("b.srt"), os.stat(self.path("b.srt")).st_mtime_ns), (BAD, before))
        self.assertIn("1 of 2 files changed", done.stderr)
        self.assertIn("0 of 2 files changed", run("--fix", self.folder).stderr)

    def test_unsafe_fixes_when_asked(self):
        self.file("b.srt", BAD)
        self.assertEqual(run("--fix=unsafe", self.folder).returncode, 0)
        self.assertEqual(" ".join(self.read("b.srt").split("\n")[2:]).strip(), LONG)

    def test_a_diff_changes_nothing(self):
        self.file("a.srt", BROKEN)
        done = run("--fix", "--diff", "a.srt", cwd=self.folder)
        self.assertEqual((done.returncode, self.read("a.srt")), (1, BROKEN))
        self.assertIn("-00:00:01.000 --> 00:00:03,000\n+00:00:01,000 --> 00:00:03,000\n", done.stdout)
        if shutil.which("patch"):
            subprocess.run(["patch", "-s", "-p1"], input=done.stdout, text=True, cwd=self.folder, check=True)
            self.assertEqual(self.read("a.srt"), GOOD)
        self.assertEqual(run("--diff", self.file("c.srt", GOOD)).stdout, "")

    def test_a_link_stays_a_link(self):
        os.makedirs(self.path("real"))
        self.file("real/a.srt", BROKEN)
        os.symlink("real/a.srt", self.path("a.srt"))
        run("--fix", self.path("a.srt"))
        self.assertTrue(os.path.islink(self.path("a.srt")))
        self.assertEqual(self.read("real/a.srt"), GOOD)

    def test_a_file_keeps_its_mode(self):
        os.chmod(self.file("a.srt", BROKEN), 0o640)
        run("--fix", self.folder)
        self.assertEqual(os.stat(self.path("a.srt")).st_mode & 0o777, 0o640)

    def test_what_cannot_be_written_is_told_and_the_rest_is_done(self):
        paths = [self.file(f"{i}.srt", BROKEN) for i in range(3)]
        done = run("--fix", self.folder, restore_signals=False,  # Python ignores SIGXFSZ: writing fails instead
                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)))
        self.assertEqual(done.returncode, 3)
        for path in paths:
            self.assertIn(path, done.stderr)
            self.assertIn(path, done.stdout)
            self.assertEqual(self.read(path), BROKEN)


class Reports(Case):
    def test_several_at_once(self):
        self.file("a.srt", BAD)
        formats = ("json", "junit", "sarif", "github", "gitlab", "rdjsonl", "text")
        reports = [f"--report={name}={self.path(name + '.out')}" for name in formats]
        done = run(*reports, self.path("a.srt"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("max-chars-per-line", done.stdout)
        for name in formats:
            self.assertIn("max-chars-per-line", self.read(name + ".out"), name)
        self.assertEqual(run(f"--report=yaml={self.path('y')}", self.path("a.srt")).returncode, 2)
        self.assertEqual(run("--report=json=/none/at/all.json", self.path("a.srt")).returncode, 3)

    def test_paths_are_of_the_working_folder(self):
        """GitLab and GitHub know files of the repository by their relative paths only."""
        self.file("work/subs/a.srt", BAD)
        outside = self.file("b.srt", BAD)
        formats = ("json", "junit", "sarif", "github", "gitlab", "rdjsonl", "text")
        reports = [f"--report={name}={self.path(name + '.out')}" for name in formats]
        run(*reports, self.path("work/subs"), outside, cwd=self.path("work"))
        for name in formats:
            told = self.read(name + ".out")
            self.assertNotIn(self.path("work"), told, name)
            self.assertIn("subs/a.srt", told, name)
            self.assertIn(outside, told, name)

    def test_on_github(self):
        self.file("a.srt", BAD.replace("ferry", "::error::x"))
        done = run("a.srt", cwd=self.folder, environment={"GITHUB_ACTIONS": "true"})
        commands = [line for line in done.stdout.splitlines() if line.lstrip().startswith("::")]
        self.assertEqual(len(commands), 1, done.stdout)
        self.assertTrue(commands[0].startswith("::warning "), commands)

    def test_rules_are_told(self):
        told = json.loads(run("--rules", "--json").stdout)
        rules = told["rules"]
        self.assertGreater(len(rules), 80)
        for rule in rules:
            self.assertTrue(rule["title"] and rule["why"] and rule["bad"] and rule["good"], rule)
        said = run("--explain", "max-reading-speed").stdout
        self.assertIn("netflix", said)
        self.assertEqual(run("--explain", "max-speed").returncode, 2)

    def test_bases_of_profiles_are_told(self):
        bases = {p["name"]: p["base"] for p in json.loads(run("--rules", "--json").stdout)["profiles"]}
        self.assertEqual((bases["netflix-children"], bases["dcmp-lower"], bases["ted"], bases["default"]),
                         ("netflix", "dcmp", "default", None))
        self.assertRegex(run("--rules").stdout, "netflix-children .*netflix\n")
        said = run("--explain", "min-gap").stdout
        self.assertRegex(said, "netflix +83 ms +Netflix, Frame Gap.*\n +netflix-children +83 ms +as netflix\n")
        self.assertNotIn("ted", said)


if __name__ == "__main__":
    unittest.main(verbosity=1)
