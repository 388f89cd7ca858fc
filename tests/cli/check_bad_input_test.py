#!/usr/bin/python3
"""capalign check on input that nobody should have: each is a finding or a clear error in every report, memory and time
stay bounded, and the files around it are checked all the same. CAPALIGN_NIGHTLY=1 takes lines of 1 GiB, and needs 8 GB
of memory. usage: check_bad_input_test.py PROGRAM"""
import glob
import json
import os
import random
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

import readers

PROGRAM = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
SHARED = os.environ.get("CAPALIGN_SHARED", "")
NIGHTLY = os.environ.get("CAPALIGN_NIGHTLY") == "1"
MIB = 1 << 20
GOOD = b"1\n00:00:01,000 --> 00:00:03,000\nThe ferry leaves at six.\n"
SRT = b"1\n00:00:01,000 --> 00:00:03,000\n"
VTT = b"WEBVTT\n\n00:01.000 --> 00:03.000\n"
READERS = {"text": str, "json": json.loads, "junit": readers.read_junit, "sarif": readers.read_sarif, "github": readers.read_log,
           "gitlab": readers.read_gitlab, "rdjsonl": readers.read_rdjsonl}


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="capalign-check-bad-")
        self.addCleanup(subprocess.run, ["rm", "-rf", self.folder])

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, content):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as f:
            f.write(content)
        return self.path(name)

    def check(self, *arguments, seconds=120, memory=4096, before=()):
        """Within so many seconds of a processor and MiB of address space, which no load of the machine changes."""
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (memory * MIB, memory * MIB))
        done = subprocess.run([*before, PROGRAM, "check", *arguments], cwd=self.folder, capture_output=True, timeout=590,
                              preexec_fn=limit, env={k: v for k, v in os.environ.items() if k != "GITHUB_ACTIONS"})
        self.assertIn(done.returncode, (0, 1, 3), (arguments, done.stderr[-500:]))
        return done

    def report(self, *arguments, **options):
        done = self.check("--json", *arguments, **options)
        return done.returncode, json.loads(done.stdout)["files"]

    def all_reports(self, *operands, **options):
        """Each of the seven, read by its reader; the JSON one is returned."""
        wanted = [f"--report={name}={self.path(name + '.out')}" for name in READERS]
        done = self.check("-q", *wanted, *operands, **options)
        read = {}
        for name, reader in READERS.items():
            with open(self.path(name + ".out"), encoding="utf-8") as f:
                read[name] = reader(f.read())
        listed = sum(len(file["findings"]) for file in read["json"]["files"])
        self.assertEqual(len([r for r in read["sarif"] if r["ruleId"] != "unreadable"]), min(listed, 25000))
        return done.returncode, read["json"]["files"]


class Samples(Case):
    """Every caption file there is here, by all formats' readers."""

    def names(self):
        patterns = ["samples/**/*.srt", "samples/**/*.vtt", "tests/check/**/*.srt", "tests/check/**/*.vtt", "tests/fuzz/corpus/srt/*",
                    "tests/fuzz/corpus/webvtt/*", "tests/fuzz/corpus/check/*", "tests/fuzz/corpus/fix/*"]
        names = [n for p in patterns for n in glob.glob(os.path.join(ROOT, p), recursive=True)]
        if SHARED:
            names += [n for n in glob.glob(os.path.join(SHARED, "cases/*/**"), recursive=True) if n.endswith((".srt", ".vtt"))]
        return sorted(n for n in names if os.path.isfile(n))

    def test_each_in_every_report(self):
        names = self.names()
        self.assertGreater(len(names), 300)
        ends = {".srt": [".srt"], ".vtt": [".vtt"]}
        copies = 0
        for index, name in enumerate(names):
            for end in ends.get(os.path.splitext(name)[1], [".srt", ".vtt"]):  # a corpus file is tried as both
                shutil.copyfile(name, self.path(f"{index:05}{end}"))
                copies += 1
        code, files = self.all_reports(".")
        self.assertEqual((code, len(files)), (3, copies))
        for file in files:
            self.assertTrue(file["error"] is None or file["error"]["message"], file["path"])

    def test_each_with_every_rule_and_alone(self):
        for index, name in enumerate(self.names()):
            end = os.path.splitext(name)[1]
            shutil.copyfile(name, self.path(f"{index:05}{end if end in ('.srt', '.vtt') else '.srt'}"))
        limits = ["--set=max-chars=1", "--set=max-tags=0", "--set=min-gap-in-pause=1s", "--set=max-speakers-per-line=0"]
        code, files = self.report("--profile=netflix", *limits, ".")
        self.assertGreater(sum(len(file["findings"]) for file in files), len(files))


class Binary(Case):
    def contents(self):
        noise = random.Random(6)
        yield "noise", noise.randbytes(MIB)
        yield "text-noise", bytes(noise.choice(b"01:,->\n <&{\0\xff\xc3") for _ in range(MIB))
        with open(PROGRAM, "rb") as f:
            yield "program", f.read(4 * MIB)
        yield "empty", b""
        yield "zeros", bytes(MIB)
        yield "png", b"\x89PNG\r\n\x1a\n" + noise.randbytes(10000)
        yield "zip", b"PK\3\4" + noise.randbytes(10000)
        yield "gzip", b"\x1f\x8b\x08" + noise.randbytes(10000)
        yield "vobsub", b"\0\0\1\xba" + noise.randbytes(10000)
        for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
            yield encoding, GOOD.decode().encode(encoding)
            yield encoding + "-cut", GOOD.decode().encode(encoding)[:-1]
            yield encoding + "-half", "a".encode(encoding) + b"\x00\xd8" * 1000
        yield "bytes", bytes(range(256)) * 400
        yield "captions-and-noise", GOOD + noise.randbytes(MIB) + b"\n\n" + GOOD
        yield "bom-only", b"\xef\xbb\xbf"
        yield "line-ends", b"\r\n\r\r\n\n\n\r" * 10000

    def test_each_is_told_and_the_rest_is_checked(self):
        names = []
        for name, content in self.contents():
            names += [self.file(f"{name}.{end}", content) for end in ("srt", "vtt")]
        self.file("zz.srt", GOOD)
        code, files = self.all_reports(".")
        self.assertEqual((code, len(files)), (3, len(names) + 1))
        told = {file["path"]: file for file in files}
        for path, file in told.items():
            if path.startswith("zz") or "utf-16" in path or "utf-32" in path:
                continue
            self.assertTrue(file["error"] or file["findings"], path)
        self.assertIsNone(told["zz.srt"]["error"])
        for name in ("noise.srt", "program.vtt", "empty.srt", "zeros.vtt", "png.srt", "zip.vtt", "gzip.srt"):
            self.assertTrue(told[name]["error"]["message"], name)


PIECES = [b"a", b"word ", b"<", b"&", b"{", b"-", b"0", b'"', "♪".encode(), b".", b" ", b"\t", b"<i>", b"</i>", b"<i></i>", b"<i><b></i></b>",
          b"<b", b"&lt;", b"&#1", b"-->", b"00:00:01,000 --> 00:00:02,000 ", b"\0", b"\xff", "\u0301".encode(), "\u202e".encode(), b"{\\an8}",
          b"- a ", "👨\u200d".encode(), b"<00:01>", "Ã©".encode(), b"\r", "中".encode(), b"<v a>", b"<c.a.", b"<ruby><rt>", b"it's ", b"WEBVTT ",
          b"NOTE ", b"STYLE ", b"id:a ", b"align:start ", b"\\N", b"[a](1)", b"::error::", "ﷺ".encode()]
HEADS = [("srt", b""), ("srt", b"1\n"), ("srt", SRT), ("srt", SRT[:-1]), ("vtt", b"WEBVTT "), ("vtt", b"WEBVTT\n\n"), ("vtt", VTT),
         ("vtt", VTT[:-1] + b" "), ("vtt", b"WEBVTT\n\nREGION\n"), ("vtt", b"WEBVTT\n\nNOTE "), ("vtt", b"WEBVTT\n\nSTYLE\n"),
         ("vtt", b"WEBVTT\n\nNOTE capalign-disable ")]


class OneLine(Case):
    def test_each_kind_of_line(self):
        """1 MiB of one line, of each kind that some part of a reader or rule looks for, at each place. What takes time by the
        square of the length takes minutes here: seconds of a processor are enough for what does not."""
        for end, head in HEADS:
            for piece in PIECES:
                with self.subTest(head=head, piece=piece):
                    name = self.file("line." + end, head + piece * (MIB // len(piece)))
                    self.check("--json", name, seconds=4, memory=512)

    def test_a_long_line_between_others(self):
        """16 MiB, 1 GiB at night: memory is a small number of times the file, and the report shows a part of the line."""
        size = 1024 * MIB - 100 if NIGHTLY else 16 * MIB
        self.file("a.srt", GOOD)
        self.file("z.srt", GOOD)
        for piece in (b"word ", b"<i>a</i> ", b"\0") if NIGHTLY else (b"word ", b"<i>a</i> ", b"</i>", b"\0", b"<v a>"):
            with self.subTest(piece=piece):
                with open(self.path("long.srt"), "wb") as f:
                    f.write(SRT)
                    block = piece * (MIB // len(piece))
                    for _ in range(size // len(block)):
                        f.write(block)
                memory = 1200 + 4 * size // MIB
                code, files = self.all_reports("-j1", ".", seconds=500, memory=memory) if not NIGHTLY else \
                    self.report("-j1", ".", seconds=500, memory=memory)
                self.assertEqual([file["path"] for file in files], ["a.srt", "long.srt", "z.srt"])
                self.assertEqual([file["findings"] for file in files[::2]], [[], []])
                self.assertTrue(files[1]["findings"] or files[1]["error"])
                for name in READERS:
                    if not NIGHTLY:
                        self.assertLess(os.path.getsize(self.path(name + ".out")), 4 * MIB, name)

    def test_more_than_is_read(self):
        """A sparse file of 3 GiB is refused by its size alone."""
        self.file("a.srt", GOOD)
        with open(self.path("big.srt"), "wb") as f:
            f.truncate(3 << 30)
        code, files = self.report(".", seconds=5, memory=512)
        self.assertEqual((code, files[0]["error"]), (3, None))
        self.assertIn("1024 MiB", files[1]["error"]["message"])


class Many(Case):
    """A million findings in one file."""

    def test_they_are_capped_and_counted(self):
        count = 1_000_000
        cues = b"".join(b"00:00:01.000 --> 00:00:03.000\nx\n\n" for _ in range(count))
        self.file("many.srt", cues)
        code, (file,) = self.all_reports("many.srt", seconds=60, memory=2048)
        self.assertEqual((code, len(file["findings"])), (1, 1000))
        told = file["infos"] + file["warnings"] + file["errors"]
        self.assertEqual(told, 1000 + file["omitted"])
        self.assertGreater(told, count)
        self.assertIn(f"{file['omitted']} more", self.check("many.srt").stdout.decode())
        code, (whole,) = self.report("--max-findings", "7", "many.srt")
        self.assertEqual((len(whole["findings"]), whole["omitted"]), (7, told - 7))

    def test_all_of_them_are_listed_where_asked(self):
        cues = b"".join(b"00:00:01.000 --> 00:00:03.000\nx\n\n" for _ in range(20_000))
        self.file("many.srt", cues)
        code, (file,) = self.report("--max-findings", "100000000", "many.srt", seconds=60, memory=2048)
        self.assertEqual(len(file["findings"]), file["infos"] + file["warnings"] + file["errors"])
        self.assertEqual(file["omitted"], 0)

    def test_many_suppressions(self):
        cue = "%02d:%02d:%02d.000 --> %02d:%02d:%02d.100\nx\n\nNOTE capalign-disable min-duration no-such\n\nNOTE capalign-enable\n\n"
        cues = "".join(cue % ((i // 3600, i // 60 % 60, i % 60) * 2) for i in range(20000))
        self.file("many.vtt", b"WEBVTT\n\n" + cues.encode())
        code, (file,) = self.report("--max-findings=1000000", "many.vtt", seconds=10)
        told = [f["code"] for f in file["findings"]]
        self.assertEqual((told.count("min-duration"), told.count("suppression-unknown")), (20000, 20000))


class Folders(Case):
    def test_loops_of_links(self):
        self.file("a/b/good.srt", GOOD)
        os.symlink("..", self.path("a/b/up"))
        os.symlink(self.folder, self.path("a/root"))
        os.symlink("self", self.path("a/self"))
        os.symlink("two", self.path("a/one"))
        os.symlink("one", self.path("a/two"))
        for operand in (".", "a", "a/b/up", "**/*.srt", "a/b/up/b"):
            with self.subTest(operand=operand):
                code, files = self.report(operand, seconds=10)
                self.assertEqual((code, [os.path.basename(f["path"]) for f in files]), (0, ["good.srt"]))

    def test_what_cannot_be_read_in_the_middle(self):
        for name in "a", "z":
            self.file(f"{name}.srt", GOOD)
        os.symlink("nowhere", self.path("b-dead.srt"))
        os.symlink("c-loop.srt", self.path("c-loop.srt"))
        os.mkdir(self.path("d-folder.srt"))
        self.file("d-folder.srt/in.srt", GOOD)
        os.mkfifo(self.path("e-fifo.srt"))
        with socket.socket(socket.AF_UNIX) as s:
            s.bind(self.path("f-socket.srt"))
        os.symlink("/dev/zero", self.path("g-zero.vtt"))
        os.symlink("/proc/self/mem", self.path("h-mem.vtt"))
        expected = {"a.srt": None, "b-dead.srt": "No such file", "c-loop.srt": "symbolic links", "d-folder.srt/in.srt": None,
                    "e-fifo.srt": "FIFO", "f-socket.srt": "", "g-zero.vtt": "device", "h-mem.vtt": "", "z.srt": None}
        code, files = self.all_reports(".", seconds=10)
        self.assertEqual((code, [f["path"] for f in files]), (3, list(expected)))
        for file in files:
            wanted = expected[file["path"]]
            self.assertEqual(file["error"] is None, wanted is None, file)
            self.assertIn(wanted or "", file["error"]["message"] if file["error"] else "")
        with open(self.path("text.out")) as f:
            text = f.read()
        for path, wanted in expected.items():
            self.assertEqual(wanted is not None, path in text, path)

    def test_a_folder_deeper_than_a_path_may_be_long(self):
        self.file("a.srt", GOOD)
        here = os.getcwd()
        try:
            os.chdir(self.folder)
            for _ in range(40):
                os.mkdir("d" * 200)
                os.chdir("d" * 200)
        finally:
            os.chdir(here)
        done = self.check("--json", ".", seconds=10)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"too long", done.stderr)
        self.assertEqual([f["path"] for f in json.loads(done.stdout)["files"]], ["a.srt"])

    @unittest.skipUnless(os.geteuid() == 0 and shutil.which("setpriv"), "needs root, to be somebody else")
    def test_what_may_not_be_read(self):
        nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        if subprocess.run([*nobody, PROGRAM, "--version"], capture_output=True).returncode:
            self.skipTest("nobody may not run the program here")
        os.chmod(self.folder, 0o755)
        for name in "a", "b", "z":
            self.file(f"{name}.srt", GOOD)
        os.chmod(self.path("b.srt"), 0)
        done = self.check("--json", ".", before=nobody)
        errors = [file["error"] and file["error"]["message"] for file in json.loads(done.stdout)["files"]]
        self.assertEqual((done.returncode, errors[::2]), (3, [None, None]))
        self.assertIn("ermission", errors[1])


class Changing(Case):
    def test_a_file_that_changes_while_it_is_read(self):
        """What was read is checked: some state between, a cut one too; never a crash, and the others are checked."""
        self.file("a.srt", GOOD)
        self.file("z.srt", GOOD)
        name = self.file("b.srt", GOOD * 20000)
        ended = threading.Event()

        def change():
            noise = random.Random(8)
            with open(name, "r+b") as f:
                while not ended.is_set():
                    f.truncate(noise.choice((0, 1, 100, 4096, 100_000)))
                    f.seek(0)
                    f.write(GOOD * noise.choice((1, 2, 1000, 30000)))
                    f.flush()

        writer = threading.Thread(target=change)
        writer.start()
        try:
            for _ in range(30):
                code, files = self.report("-j1", ".", seconds=20)
                self.assertEqual([f["path"] for f in files], ["a.srt", "b.srt", "z.srt"])
                self.assertEqual([f["error"] for f in files[::2]], [None, None])
        finally:
            ended.set()
            writer.join()

    def test_a_file_that_goes(self):
        for i in range(50):
            self.file(f"{i:02}.srt", GOOD * 500)
        self.file("zz.srt", GOOD)
        ended = threading.Event()

        def remove():
            for i in range(49, -1, -1):
                os.unlink(self.path(f"{i:02}.srt"))
                ended.wait(0.0005)

        remover = threading.Thread(target=remove)
        remover.start()
        code, files = self.report("-j1", ".", seconds=20)
        remover.join()
        self.assertIsNone(files[-1]["error"])
        for file in files:
            self.assertTrue(file["error"] is None or "No such file" in file["error"]["message"], file["error"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
