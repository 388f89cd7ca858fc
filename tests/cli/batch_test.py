#!/usr/bin/python3
"""capalign batch, killed at any time. usage: batch_test.py PROGRAM
CAPALIGN_CRASHES=N: how many random moments each crash test kills at (by default 4 or 8; 100 with CAPALIGN_NIGHTLY).
CAPALIGN_MANY=N: thousands of files in the test of many (by default 20)."""
import fcntl
import json
import os
import random
import re
import shlex
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import xml.dom.minidom

import yaml

PROGRAM = os.path.abspath(sys.argv.pop(1))
HERE = os.path.dirname(os.path.abspath(__file__))
BRIDGE = os.path.join(HERE, "../../samples/bridge")
MEDIA = os.path.join(BRIDGE, "media")
NIGHTLY = "100" if os.environ.get("CAPALIGN_NIGHTLY") else "0"
CRASHES = int(os.environ.get("CAPALIGN_CRASHES", NIGHTLY))
MANY = int(os.environ.get("CAPALIGN_MANY", "20"))
JOURNAL = ".capalign-batch.db"
SHARDED = ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", "JOB_COMPLETION_INDEX",
           "JOB_COMPLETION_COUNT", "CI_NODE_INDEX", "CI_NODE_TOTAL")


def environment(**more):
    return {**{k: v for k, v in os.environ.items() if k not in SHARDED}, **more}


def run(*arguments, env=None, program=PROGRAM):
    return subprocess.run([program, "batch", *arguments], capture_output=True, text=True, timeout=300,
                          env=env or environment())


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as f:
            return [int(x) for x in f.read().split()]
    except OSError:
        return []


class Batch(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="capalign-batch-")
        self.inputs, self.out = os.path.join(self.folder, "in"), os.path.join(self.folder, "out")
        os.mkdir(self.inputs)

    def tearDown(self):
        for top, folders, _ in os.walk(self.folder):
            for name in folders:
                if not os.path.islink(os.path.join(top, name)):
                    os.chmod(os.path.join(top, name), 0o755)
        shutil.rmtree(self.folder)

    def put(self, name, text="1\n00:00:01,000 --> 00:00:02,000\nHello\n"):
        path = os.path.join(self.inputs, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as f:
            f.write(text)
        return path

    def captions(self, count, cues=1):
        for i in range(count):
            self.put(f"{i % 7}/f{i}.srt", "".join(f"{n + 1}\n00:00:{n % 60:02},000 --> 00:00:{n % 60:02},900\n"
                                                  f"File {i}, cue {n}\n\n" for n in range(min(cues, 60))))

    def results(self, folder=None):
        """Path and bytes of all files that are no bookkeeping."""
        folder, found = folder or self.out, {}
        for top, _, names in os.walk(folder):
            for name in names:
                if not name.startswith(".capalign-batch"):
                    with open(os.path.join(top, name), "rb") as f:
                        found[os.path.relpath(os.path.join(top, name), folder)] = f.read()
        return found

    def convert(self, *arguments, out=None, **more):
        return run("convert", self.inputs, "-o", out or self.out, *arguments, **more)

    def counts(self, *arguments, out=None):
        done = self.convert("--json", *arguments, out=out)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return json.loads(done.stdout)

    def test_only_what_changed_is_done_again(self):
        self.captions(20)
        first = self.counts()
        self.assertEqual((first["jobs"]["done"], first["skipped"]), (20, 0))
        self.assertEqual(self.counts()["skipped"], 20)
        touched = os.path.join(self.inputs, "0/f0.srt")
        os.utime(touched, (1, 1))  # another date, the same content
        self.assertEqual(self.counts()["skipped"], 20)
        self.put("0/f0.srt", "1\n00:00:01,000 --> 00:00:02,000\nNew\n")
        os.remove(os.path.join(self.out, "1/f1.vtt"))
        again = self.counts()
        self.assertEqual((again["jobs"]["done"], again["skipped"]), (20, 18))
        self.assertIn(b"New", self.results()["0/f0.vtt"])
        self.assertEqual(self.counts("--force")["skipped"], 0)
        self.assertEqual(self.counts("--pass=--encoding=ISO-8859-2")["skipped"], 0)

    def test_same_size_and_date_with_other_content_is_seen(self):
        path = self.put("a.srt")
        self.counts()
        status = os.stat(path)
        self.put("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nHallo\n")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        self.assertEqual(self.counts()["skipped"], 0)
        self.assertIn(b"Hallo", self.results()["a.vtt"])

    def test_an_input_that_is_gone_is_told(self):
        self.captions(3)
        self.counts()
        os.remove(os.path.join(self.inputs, "0/f0.srt"))
        self.assertEqual(self.counts()["jobs"]["gone"], 1)

    def test_the_plan_writes_nothing(self):
        self.captions(2)
        done = self.convert("--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("new", done.stdout)
        self.assertIn("f1.vtt", done.stdout)
        self.assertFalse(os.path.exists(self.out))

    def test_probe_and_plan_tell_of_landlock(self):
        probed = json.loads(subprocess.run([PROGRAM, "probe", "--json"], capture_output=True, text=True).stdout)["landlock"]
        self.captions(1)
        self.assertEqual(json.loads(self.convert("--dry-run", "--json").stdout)["landlock"], probed)
        plain = subprocess.run([PROGRAM, "probe"], capture_output=True, text=True).stdout
        for text in (plain, self.convert("--dry-run").stderr):
            self.assertIn(f"version {probed['abi']}" if probed["abi"] else "none", text)
            for name in probed["closes"]:
                self.assertIn(name, text)
        self.assertEqual(self.counts()["confined"], probed["abi"] > 0)
        self.assertEqual(subprocess.run([PROGRAM, "probe", "--as", "medium"], capture_output=True).returncode, 2)

    def test_patterns_and_dates_choose(self):
        self.captions(14)
        self.assertEqual(self.counts("--include", "1/*", "--exclude", "f8.srt")["found"], 1)
        for name in ("f0", "f7"):
            os.utime(os.path.join(self.inputs, f"0/{name}.srt"), (0, 0))
        self.assertEqual(self.counts("--since", "1d")["found"], 12)

    def test_an_edited_result_is_not_replaced(self):
        self.put("a.srt")
        self.counts()
        with open(os.path.join(self.out, "a.vtt"), "w") as f:
            f.write("WEBVTT\n\nedited by hand\n")
        self.put("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nNew\n")
        done = self.convert()
        self.assertEqual(done.returncode, 1)
        self.assertIn("edited", self.results()["a.vtt"].decode())

    def test_reports(self):
        self.captions(2)
        self.put("bad.srt", "\0\1\2 no captions at all")
        done = self.convert()
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("bad.srt", done.stderr)
        text, junit, html = (run("report", self.out, "--format", f).stdout for f in ("text", "junit", "html"))
        self.assertIn("bad.srt", text)
        suite = xml.dom.minidom.parseString(junit).getElementsByTagName("testcase")
        self.assertEqual(len(suite), 3)
        self.assertIn("bad.srt", html)
        states = [job["state"] for job in json.loads(run("report", self.out, "--format", "json").stdout)["jobs"]]
        self.assertEqual(sorted(states)[:2], ["done", "done"])
        self.assertEqual(run("status", self.out).returncode, 1)

    def test_usage(self):
        for arguments in (("fly", self.inputs), ("convert",), ("convert", self.inputs, "--jobs", "0"),
                          ("convert", self.inputs, "--shard", "3/2"), ("convert", self.inputs, "--shard", "0/2"),
                          ("convert", self.inputs, "--timeout", "soon"), ("convert", self.inputs, "--memory", "1X"),
                          ("convert", self.inputs, "--since", "2026-02-30"), ("convert", self.inputs, self.folder),
                          ("convert", self.inputs, "--shard", "auto"), ("status",)):
            self.assertEqual(run(*arguments).returncode, 2, arguments)
        self.assertEqual(run("status", self.inputs).returncode, 3)

    def test_align_is_the_same_as_one_by_one(self):
        done = run("align", MEDIA, "-o", self.out)
        self.assertEqual(done.returncode, 0, done.stderr)
        one = os.path.join(self.folder, "one.srt")
        subprocess.run([PROGRAM, "align", os.path.join(MEDIA, "ferry-timetable.mp4"),
                        os.path.join(MEDIA, "ferry-timetable.txt"), "-o", one], check=True, capture_output=True)
        with open(one, "rb") as f:
            self.assertEqual(self.results()["ferry-timetable.srt"], f.read())

    def test_check(self):
        self.captions(3)
        done = run("check", self.inputs, "-o", self.out, "--json")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        jobs = json.loads(done.stdout)["jobs"]
        self.assertEqual(jobs["done"] + jobs["doubtful"], 3, done.stderr)

    def articles(self, count):
        """Each in a folder of its own, with a medium that a subtitle file lies beside."""
        for i in range(count):
            folder = os.path.join(self.inputs, f"a{i}")
            shutil.copytree(os.path.join(BRIDGE, "media"), os.path.join(folder, "media"))
            shutil.copy(os.path.join(BRIDGE, "article.txt"), os.path.join(folder, "article.txt"))

    def test_what_link_wrote_is_made_again_when_it_is_gone(self):
        self.articles(2)
        link = ("link", self.inputs, "-o", self.out, "--json", "--include", "article.txt")
        first = json.loads(run(*link).stdout)
        self.assertEqual((first["found"], first["jobs"]["failed"]), (2, 0))
        self.assertEqual(json.loads(run(*link).stdout)["skipped"], 2)
        results = self.results()
        report = json.loads(run("report", self.out, "--format", "json").stdout)["jobs"]
        told = {os.path.relpath(path, self.out) for job in report for path in job["outputs"]}
        self.assertEqual(told, {name for name in results if name.endswith((".srt", ".vtt"))})
        self.assertGreaterEqual(len(told), 4)
        os.remove(os.path.join(self.out, sorted(told)[0]))
        plan = json.loads(run(*link, "--dry-run").stdout)["plan"]
        self.assertEqual([job["why"] for job in plan], ["output missing", "done"])
        again = json.loads(run(*link).stdout)
        self.assertEqual(again["skipped"], 1)
        self.assertEqual(self.results(), results)
        # Named in another way, the folder is the same one.
        self.assertEqual(json.loads(run("link", self.inputs, "-o", os.path.relpath(self.out), "--json", "--include",
                                        "article.txt").stdout)["skipped"], 2)

    def test_results_beside_the_inputs_are_no_inputs(self):
        for name in os.listdir(MEDIA):
            shutil.copy(os.path.join(MEDIA, name), self.inputs)
        shutil.copy(os.path.join(BRIDGE, "article.txt"), self.inputs)
        link = ("link", self.inputs, "--json", "--include", "article.txt")
        self.assertEqual(json.loads(run(*link).stdout)["skipped"], 0)
        self.assertEqual(json.loads(run(*link).stdout)["skipped"], 1)
        result = next(name for name in os.listdir(self.inputs) if name.endswith(".srt"))
        os.remove(os.path.join(self.inputs, result))
        self.assertEqual(json.loads(run(*link).stdout)["skipped"], 0)
        self.assertIn(result, os.listdir(self.inputs))
        self.assertEqual(json.loads(run(*link).stdout)["skipped"], 1)
        self.put("ferry-timetable.de.srt")  # somebody else's: that is an input
        self.assertEqual(json.loads(run(*link).stdout)["skipped"], 0)

    def test_a_name_with_a_line_end_is_done_once(self):
        self.put("line\nend.srt")
        self.counts()
        self.assertEqual(self.counts()["skipped"], 1)
        report = json.loads(run("report", self.out, "--format", "json").stdout)["jobs"]
        self.assertEqual(report[0]["outputs"], [os.path.join(self.out, "line\nend.vtt")])

    def order(self, *arguments):
        """In which jobs end, one at a time."""
        done = run(*arguments, "--jobs", "1", "--verbose")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return [os.path.basename(line.split(":")[0]) for line in done.stderr.splitlines() if ": done" in line or ": doubtful" in line]

    def test_the_longest_comes_first(self):
        """By bytes as long as nothing is known, then by what each took the last time."""
        self.put("words.txt", "The old harbour is open again this morning.\n")
        subprocess.run(["espeak-ng", "-v", "en-us", "-w", os.path.join(self.folder, "words.wav"), "-f",
                        os.path.join(self.inputs, "words.txt")], check=True)
        for name, seconds, codec in (("short", 8, "pcm_s32le"), ("middle", 30, "pcm_u8"), ("long", 120, "libopus")):
            subprocess.run(["ffmpeg", "-v", "error", "-stream_loop", "-1", "-i", os.path.join(self.folder, "words.wav"), "-t",
                            str(seconds), "-ar", "48000" if name == "short" else "16000", "-c:a", codec, "-b:a", "16k",
                            os.path.join(self.inputs, name + (".mka" if name == "long" else ".wav"))], check=True)
            self.put(name + ".txt", "The old harbour is open again this morning.\n" * (seconds // 4))
        os.remove(os.path.join(self.inputs, "words.txt"))
        sizes = [os.path.getsize(os.path.join(self.inputs, n)) for n in ("short.wav", "middle.wav", "long.mka")]
        self.assertEqual(sizes, sorted(sizes, reverse=True))
        align = ("align", self.inputs, "-o", self.out, "--pass=--lang=en")
        self.assertEqual(self.order(*align), ["short.wav", "middle.wav", "long.mka"])
        self.assertEqual(self.order(*align, "--force"), ["long.mka", "middle.wav", "short.wav"])

    # ---- limits ----

    def test_a_hang_costs_one_job(self):
        """Time is up before the program gets to do anything: it is stopped with a signal."""
        slow = os.path.join(self.folder, "media")
        os.mkdir(slow)
        name = os.path.join(slow, "long")
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "anoisesrc=r=16000:d=5400:a=0.1", name + ".wav"],
                       check=True)
        with open(name + ".txt", "w") as f:
            f.write("Some words are said. " * 4000)
        done = run("align", slow, "-o", self.out, "--timeout", "1", "--retry", "1", "--json", "--pass=--lang=en",
                   "--pass=--force")
        self.assertEqual(done.returncode, 1, done.stderr)
        summary = json.loads(done.stdout)
        self.assertEqual((summary["jobs"]["timeout"], summary["retried"]), (1, 1))
        self.assertEqual([n for n in self.results() if n.endswith((".srt", ".vtt"))], [])

    def test_too_little_memory_costs_its_jobs(self):
        done = run("align", MEDIA, "-o", self.out, "--memory", "120M", "--json")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(json.loads(done.stdout)["jobs"]["done"], 0)

    def test_fail_fast(self):
        for i in range(50):
            self.put(f"bad{i}.srt", "\0\1\2")
        self.assertEqual(self.convert("--fail-fast", "--jobs", "1", "--json").returncode, 1)
        self.assertEqual(json.loads(run("status", self.out, "--json").stdout)["jobs"]["failed"], 1)

    # ---- hostile folders ----

    def test_a_hostile_folder(self):
        self.captions(3)
        os.mkfifo(os.path.join(self.inputs, "pipe.srt"))
        os.symlink("loop.srt", os.path.join(self.inputs, "loop.srt"))
        os.symlink("..", os.path.join(self.inputs, "up"))
        os.symlink(".", os.path.join(self.inputs, "self"))
        self.put("line\nend.srt")
        self.put("-o.srt")
        with open(os.path.join(os.fsencode(self.inputs), b"\xff\xfe.srt"), "w") as f:
            f.write("1\n00:00:01,000 --> 00:00:02,000\nHello\n")
        summary = self.counts()
        self.assertEqual((summary["found"], summary["jobs"]["done"]), (6, 6))
        self.assertIn("line\nend.vtt", self.results())
        json.loads(run("report", self.out, "--format", "json").stdout)
        xml.dom.minidom.parseString(run("report", self.out, "--format", "junit").stdout)
        self.assertEqual(self.counts()["found"], 6)

    def as_nobody(self, *arguments, mode=0o777):
        """Root may read all; this runs it as somebody who may not. The output folder gets the mode."""
        who = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        os.makedirs(self.out, exist_ok=True)
        for folder, bits in ((self.folder, 0o755), (self.inputs, 0o755), (self.out, mode)):
            os.chmod(folder, bits)
        try:
            able = subprocess.run([PROGRAM, "--version"], capture_output=True, **who).returncode == 0
        except PermissionError:
            able = False
        if not able:
            self.skipTest("an unprivileged user cannot run the program where it lies")
        return subprocess.run([PROGRAM, "batch", *arguments], capture_output=True, text=True, timeout=300,
                              env=environment(), **who)

    def test_what_may_not_be_read_costs_itself_only(self):
        self.captions(3)
        closed = self.put("closed.srt")
        os.chmod(closed, 0)
        shut = os.path.dirname(self.put("shut/below.srt"))
        os.chmod(shut, 0)
        convert = ("convert", self.inputs, "-o", self.out, "--json")
        done = self.as_nobody(*convert)
        self.assertEqual(done.returncode, 1, done.stderr)
        summary = json.loads(done.stdout)
        self.assertEqual((summary["jobs"]["done"], summary["jobs"]["failed"], summary["found"]), (3, 2, 5))
        for name in ("closed.srt", "shut"):
            self.assertRegex(done.stderr, f"{name}.*[Pp]ermission denied")
        os.chmod(closed, 0o644)
        os.chmod(shut, 0o755)
        again = json.loads(self.as_nobody(*convert).stdout)
        self.assertEqual((again["jobs"]["done"], again["jobs"]["failed"], again["skipped"]), (5, 0, 3))

    def test_an_output_folder_that_is_closed_is_told(self):
        self.captions(1)
        done = self.as_nobody("convert", self.inputs, "-o", self.out, mode=0o555)
        self.assertEqual(done.returncode, 3)
        self.assertIn("Permission denied", done.stderr)

    def test_media_that_are_broken(self):
        with open(os.path.join(MEDIA, "ferry-timetable.mp4"), "rb") as f:
            whole = f.read()
        for name, content in (("cut", whole[:len(whole) // 2]), ("head", whole[:100]), ("good", whole)):
            with open(os.path.join(self.inputs, name + ".mp4"), "wb") as f:
                f.write(content)
            shutil.copy(os.path.join(MEDIA, "ferry-timetable.txt"), os.path.join(self.inputs, name + ".txt"))
        # A picture of 36 million dots in some KB, as the only stream.
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=black:s=6000x6000:r=1:d=1", "-frames:v", "1",
                        "-c:v", "png", os.path.join(self.inputs, "bomb.mkv")], check=True)
        self.put("bomb.txt", "Some words.\n")
        done = run("align", self.inputs, "-o", self.out, "--json", "--memory", "2G")
        jobs = json.loads(done.stdout)["jobs"]
        self.assertEqual(done.returncode, 1)
        self.assertEqual(sum(jobs.values()), 4)
        self.assertGreaterEqual(jobs["failed"], 2)
        self.assertIn("good.srt", self.results())

    # ---- two at once, shards ----

    def test_a_second_batch_is_refused_with_the_process_of_the_first(self):
        self.captions(200)
        first = subprocess.Popen([PROGRAM, "batch", "convert", self.inputs, "-o", self.out, "--jobs", "1"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while first.poll() is None and not children(first.pid):
            pass
        os.kill(first.pid, signal.SIGSTOP)  # it holds the lock for as long as this test needs
        try:
            second = self.convert()
            self.assertEqual(second.returncode, 3)
            self.assertIn(str(first.pid), second.stderr)
            self.assertIn(run("status", self.out).returncode, (0, 1))
        finally:
            os.kill(first.pid, signal.SIGCONT)
        self.assertEqual(first.wait(), 0)
        self.assertEqual(self.counts()["skipped"], 200)

    def test_shards_joined_are_one_run(self):
        self.captions(40)
        self.put("bad.srt", "\0\1\2")
        self.convert()
        results = self.results()
        whole = json.loads(run("report", self.out, "--format", "json").stdout)["jobs"]
        key = [(job["input"], job["state"]) for job in whole]
        for shards in (1, 2, 3, 7):
            out = os.path.join(self.folder, f"shards{shards}")
            found = [self.counts("--shard", f"{i + 1}/{shards}", out=out)["found"] for i in range(shards)]
            self.assertEqual(sum(found), 41)
            self.assertEqual(run("merge", out).returncode, 1)
            self.assertEqual(self.results(out), results)
            joined = json.loads(run("report", out, "--format", "json").stdout)["jobs"]
            self.assertEqual([(job["input"], job["state"]) for job in joined], key)
            self.assertEqual(self.counts(out=out)["skipped"], 40)

    def test_schedulers_say_the_shard(self):
        self.captions(30)
        part = self.counts("--shard", "2/4", out=os.path.join(self.folder, "a"))["found"]
        for i, env in enumerate(({"SLURM_ARRAY_TASK_ID": "11", "SLURM_ARRAY_TASK_MIN": "10", "SLURM_ARRAY_TASK_COUNT": "4"},
                                 {"JOB_COMPLETION_INDEX": "1", "JOB_COMPLETION_COUNT": "4"},
                                 {"CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "4"})):
            done = self.convert("--shard", "auto", "--json", out=os.path.join(self.folder, f"b{i}"), env=environment(**env))
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(json.loads(done.stdout)["found"], part)
            self.assertIn(f"shard 2 of 4, as {next(iter(env))}", done.stderr)
        for env in ({"SLURM_ARRAY_TASK_ID": "4", "SLURM_ARRAY_TASK_COUNT": "4"}, {"JOB_COMPLETION_INDEX": "1"}):
            self.assertEqual(self.convert("--shard", "auto", env=environment(**env)).returncode, 2)

    # ---- the files of docs/cluster, run as they are written ----

    def clips(self, folder, count):
        """Spoken clips with their transcripts."""
        os.mkdir(folder)
        for i, word in zip(range(count), ("ferry", "harbour", "bridge", "winter", "market", "garden")):
            name = os.path.join(folder, f"{i}")
            with open(name + ".txt", "w") as f:
                f.write(f"The old {word} is open again this morning.\n")
            subprocess.run(["espeak-ng", "-v", "en-us", "-w", name + ".wav", "-f", name + ".txt"], check=True)

    def in_shell(self, script, folder, **more):
        bin_folder = os.path.join(self.folder, "bin")
        if not os.path.isdir(bin_folder):
            os.mkdir(bin_folder)
            os.symlink(PROGRAM, os.path.join(bin_folder, "capalign"))
        done = subprocess.run(["bash", "-e", "-c", script], capture_output=True, text=True, cwd=folder, timeout=120,
                              env=environment(PATH=bin_folder + ":" + os.environ["PATH"], **more))
        self.assertIn(done.returncode, (0, 1), done.stderr)

    def compare_with_one_run(self, videos, subs):
        alone = os.path.join(self.folder, "alone")
        run("align", videos, "-o", alone)
        one, many = ({n: b for n, b in self.results(f).items() if n != ".capalign-files"} for f in (alone, subs))
        self.assertEqual(len(one), 12)
        self.assertEqual(many, one)
        again = json.loads(run("align", videos, "-o", subs, "--json").stdout)
        self.assertEqual(again["skipped"], 6)

    def test_the_kubernetes_job(self):
        with open(os.path.join(HERE, "../../docs/cluster/indexed-job.yaml")) as f:
            job = yaml.safe_load(f)
        spec, pod = job["spec"], job["spec"]["template"]["spec"]
        self.assertEqual((job["apiVersion"], job["kind"], spec["completionMode"]), ("batch/v1", "Job", "Indexed"))
        self.assertIn(pod["restartPolicy"], ("OnFailure", "Never"))  # a Job's pods may have no other
        container = pod["containers"][0]
        given = {e["name"]: e["value"] for e in container["env"]}
        self.assertEqual(given["JOB_COMPLETION_COUNT"], str(spec["completions"]))
        self.assertEqual({m["name"] for m in container["volumeMounts"]}, {v["name"] for v in pod["volumes"]})
        data = os.path.join(self.folder, "data")
        os.mkdir(data)
        self.clips(os.path.join(data, "videos"), 6)
        command = shlex.join(container["command"]).replace("/data", data)
        for index in range(spec["completions"]):
            self.in_shell(command, data, JOB_COMPLETION_INDEX=str(index), **given)
        self.in_shell("capalign batch merge subs", data)
        self.compare_with_one_run(os.path.join(data, "videos"), os.path.join(data, "subs"))

    def test_the_github_matrix(self):
        with open(os.path.join(HERE, "../../docs/cluster/github-matrix.yml")) as f:
            jobs = yaml.safe_load(f)["jobs"]
        batch, videos = jobs["batch"], os.path.join(self.folder, "videos")
        self.clips(videos, 6)
        merged = os.path.join(self.folder, "merged")
        for index in batch["strategy"]["matrix"]["index"]:  # each on a machine of its own
            machine = os.path.join(self.folder, f"machine{index}")
            shutil.copytree(videos, os.path.join(machine, "videos"))
            given = {k: str(v).replace("${{ matrix.index }}", str(index)) for k, v in batch["env"].items()}
            for step in filter(lambda s: "run" in s, batch["steps"]):
                self.in_shell(step["run"], machine, **given)
            shutil.copytree(os.path.join(machine, "subs"), os.path.join(merged, "subs"), dirs_exist_ok=True)
        for step in filter(lambda s: "run" in s, jobs["merge"]["steps"]):
            self.in_shell(step["run"], merged)
        xml.dom.minidom.parse(os.path.join(merged, "report.xml"))
        names = {n for n in self.results(os.path.join(merged, "subs")) if n.endswith((".srt", ".vtt"))}
        self.assertEqual(names, {f"{i}.{e}" for i in range(6) for e in ("srt", "vtt")})

    # ---- journals ----

    def test_a_journal_of_a_newer_version_is_left_alone(self):
        self.captions(2)
        self.counts()
        path = os.path.join(self.out, JOURNAL)
        database = sqlite3.connect(path)
        database.execute("PRAGMA user_version = 999")
        database.close()
        with open(path, "rb") as f:
            before = f.read()
        done = self.convert()
        self.assertEqual(done.returncode, 3)
        self.assertIn("newer", done.stderr)
        with open(path, "rb") as f:
            self.assertEqual(f.read(), before)

    def test_a_cut_journal_is_put_aside_and_rebuilt(self):
        self.captions(120)
        self.counts()
        results = self.results()
        path = os.path.join(self.out, JOURNAL)
        with open(path, "rb") as f:
            whole = f.read()
        for share, least in ((0.9, 40), (0.5, 10), (0.1, 0)):
            with open(path, "wb") as f:
                f.write(whole[:int(len(whole) * share)])
            done = self.convert("--json")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("damaged", done.stderr)
            told = json.loads(done.stdout)
            self.assertTrue(told["rebuilt"])
            self.assertGreaterEqual(told["salvaged"], least, share)
            self.assertEqual(told["skipped"], told["salvaged"])
            self.assertEqual(told["jobs"]["done"], 120)
            self.assertEqual(self.results(), results)
            self.assertEqual(self.counts()["skipped"], 120)

    def test_a_row_that_was_changed_is_not_taken_from_a_damaged_journal(self):
        self.captions(40)
        self.put("bad.srt", "no captions at all")
        self.assertEqual(self.counts()["jobs"]["failed"], 1)
        path = os.path.join(self.out, JOURNAL)
        database = sqlite3.connect(path)
        database.execute("UPDATE jobs SET state = 0 WHERE state = 2")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("UPDATE state SET value = 0")  # as if it had been killed, so that it is looked at
        database.commit()
        database.close()
        with open(path, "r+b") as f:
            f.seek(os.path.getsize(path) - 4096)
            f.write(b"\xff" * 4096)
        told = self.counts()
        self.assertTrue(told["rebuilt"])
        self.assertEqual((told["jobs"]["done"], told["jobs"]["failed"]), (40, 1))

    def test_what_is_no_journal_is_put_aside(self):
        self.captions(3)
        os.mkdir(self.out)
        with open(os.path.join(self.out, JOURNAL), "wb") as f:
            f.write(b"somebody's notes\n" * 1000)
        told = self.counts()
        self.assertEqual((told["rebuilt"], told["salvaged"], told["jobs"]["done"]), (True, 0, 3))
        with open(os.path.join(self.out, JOURNAL + ".damaged"), "rb") as f:
            self.assertEqual(f.read(), b"somebody's notes\n" * 1000)

    # ---- while it runs ----

    def test_status_and_report_tell_what_runs(self):
        slow = os.path.join(self.inputs, "slow.srt")
        self.captions(3)
        tenths = [f"{n // 36000:02}:{n // 600 % 60:02}:{n // 10 % 60:02},{n % 10}00" for n in range(2000001)]
        self.put("slow.srt", "".join(f"{n + 1}\n{a} --> {b}\nx\n\n" for n, (a, b) in enumerate(zip(tenths, tenths[1:]))))
        batch = subprocess.Popen([PROGRAM, "batch", "convert", self.inputs, "-o", self.out, "--jobs", "1"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seen = []
        while batch.poll() is None and not seen:
            done = run("status", self.out, "--json")
            seen = json.loads(done.stdout)["running"] if done.returncode in (0, 1) else []
            if seen:
                text = run("status", self.out).stdout
                report = run("report", self.out)
        self.assertIn(batch.wait(), (0, 1))
        self.assertEqual([(r["input"], r["attempt"]) for r in seen], [(slow, 1)])
        self.assertRegex(text, rf"running for \d+ s: {re.escape(slow)} \(process {seen[0]['process']}\)")
        self.assertIn(report.returncode, (0, 1), report.stderr)
        self.assertEqual(json.loads(run("status", self.out, "--json").stdout)["running"], [])

    def test_what_a_killed_run_did_is_not_said_to_run(self):
        self.captions(1)
        self.counts()
        database = sqlite3.connect(os.path.join(self.out, JOURNAL))
        database.execute("INSERT INTO running VALUES (1, ?, 1, 1)", (b"f0.srt",))
        database.commit()
        database.close()
        self.assertEqual(json.loads(run("status", self.out, "--json").stdout)["running"], [])

    # ---- killed ----

    def wait_for_end(self, folder):
        """Until no process works on the folder any more."""
        mark = os.fsencode(folder)
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as f:
                    mine = mark in f.read() and int(pid) != os.getpid()
                while mine and os.path.exists(f"/proc/{pid}"):
                    with open(f"/proc/{pid}/stat") as f:
                        if f.read().rpartition(")")[2].split()[0] == "Z":
                            break
                    time.sleep(0.001)
            except OSError:
                pass

    def comparable(self, folder):
        """The results; of the list of own files only which lines it has, since jobs end in any order."""
        return {name: sorted(set(content.splitlines())) if name.endswith(".capalign-files") else content
                for name, content in self.results(folder).items()}

    def kill(self, batch, chance):
        victims = {"parent": [batch.pid], "worker": children(batch.pid), "both": [batch.pid] + children(batch.pid)}
        for pid in victims[chance.choice(sorted(victims))]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        batch.wait()
        self.wait_for_end(self.out)

    def killed_at_any_moment(self, kind, crashes, *arguments):
        """Runs it undisturbed, then kills it again and again; every second time it is let to its end."""
        seed = int(os.environ.get("CAPALIGN_SEED", "7"))
        chance, command = random.Random(seed), (kind, self.inputs, *arguments, "--retry", "1", "-o")
        quiet = os.path.join(self.folder, "calm")
        began = time.monotonic()
        usual = run(*command, quiet).returncode
        length = time.monotonic() - began
        self.assertIn(usual, (0, 1))
        calm = self.comparable(quiet)
        for crash in range(crashes):
            if crash % 4 == 0:
                shutil.rmtree(self.out, ignore_errors=True)
            batch = subprocess.Popen([PROGRAM, "batch", *command, self.out], stdout=subprocess.DEVNULL,
                                     stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, length * 0.7))
            self.kill(batch, chance)
            for name, content in self.comparable(self.out).items():
                if not name.endswith(".capalign-files"):
                    self.assertEqual(content, calm[name], (seed, crash, name))
            if crash % 2:
                done = run(*command, self.out)
                self.assertEqual(done.returncode, usual, (seed, crash, done.stderr))
                self.assertEqual(self.comparable(self.out), calm, (seed, crash))
        return calm

    def test_killed_at_any_moment(self):
        self.captions(150, cues=40)
        self.assertEqual(len(self.killed_at_any_moment("convert", CRASHES or 8)), 150)

    def test_align_killed_at_any_moment(self):
        for i in range(4):
            self.clips(os.path.join(self.inputs, str(i)), 6)
        calm = self.killed_at_any_moment("align", CRASHES or 4, "--pass=--lang=en")
        self.assertEqual(len([name for name in calm if name.endswith((".srt", ".vtt"))]), 48)

    def test_link_killed_at_any_moment(self):
        for i in range(12):
            folder = os.path.join(self.inputs, str(i))
            os.mkdir(folder)
            self.clips(os.path.join(folder, "media"), 2)
            with open(os.path.join(folder, "page.html"), "w") as f:
                f.write("<!DOCTYPE html><html lang=en><title>Town</title><article><h1>Town</h1><p>Words.</p>" + "".join(
                    f"<figure><video src=media/{n}.wav></video><figcaption>Clip {n}</figcaption></figure>"
                    for n in range(2)) + "</article></html>")
        calm = self.killed_at_any_moment("link", CRASHES or 4, "--include", "page.html")
        self.assertEqual(len([name for name in calm if name.endswith((".srt", ".vtt"))]), 48)

    def test_signals_end_it_with_the_journal_whole(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            shutil.rmtree(self.out, ignore_errors=True)
            self.captions(300)
            batch = subprocess.Popen([PROGRAM, "batch", "convert", self.inputs, "-o", self.out], text=True,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            while batch.poll() is None and not children(batch.pid):
                pass
            batch.send_signal(number)
            _, said = batch.communicate()
            self.assertEqual(batch.returncode, -number, said)
            database = sqlite3.connect(os.path.join(self.out, JOURNAL))
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            self.assertEqual(database.execute("SELECT value FROM state WHERE name = 'closed'").fetchone(), (1,))
            database.close()
            self.assertEqual(self.counts()["jobs"]["done"], 300)

    def mark_as_killed(self, journal=JOURNAL):
        database = sqlite3.connect(os.path.join(self.out, journal))
        database.execute("UPDATE state SET value = 0 WHERE name = 'closed'")
        database.commit()
        database.close()

    def temporary(self, name, host=None):
        """The name of a file that a process which has ended was at."""
        ended = subprocess.Popen(["true"])
        ended.wait()
        hashed = 0xcbf29ce484222325
        for byte in (host or socket.gethostname()).encode():
            hashed = (hashed ^ byte) * 0x100000001b3 % (1 << 64)
        return f".{name}.capalign-{hashed % (1 << 32):08x}-{ended.pid}-00"

    def test_files_of_a_dead_run_are_removed(self):
        """Those of this machine, in one run and in shards; none that somebody holds."""
        self.captions(20)
        for shard in ((), ("--shard", "1/2")):
            self.counts(*shard)
            self.mark_as_killed(".capalign-batch.1-of-2.db" if shard else JOURNAL)
            dead, alive = self.temporary("dead.vtt"), self.temporary("alive.vtt")
            other = self.temporary("other.vtt", "another-machine")
            keep = {alive, other, "mine.capalign", ".other"}
            for name in keep | {dead, "1/" + dead}:
                with open(os.path.join(self.out, name), "w") as f:
                    f.write("x")
            with open(os.path.join(self.out, alive), "r+") as f:  # as a run of another shard holds it
                fcntl.fcntl(f, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))  # F_OFD_SETLK
                self.counts(*shard)
            left = set(self.results())
            self.assertEqual({n for n in left if "/" not in n and not n.endswith(".vtt") or "other" in n or "alive" in n},
                             keep)
            self.assertNotIn("1/" + dead, left)
            for name in keep:
                os.remove(os.path.join(self.out, name))

    # ---- many ----

    def peak(self, *arguments):
        """The most memory that the batch took, in KB, from /proc: what wait4 tells begins with the size of this test."""
        most = 0
        batch = subprocess.Popen([PROGRAM, "batch", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while batch.poll() is None:
            with open(f"/proc/{batch.pid}/status", errors="replace") as status:
                most = max([most] + [int(line.split()[1]) for line in status if line.startswith("VmHWM:")])
            time.sleep(0.002)
        self.assertIn(batch.returncode, (0, 1))
        return most

    def test_many_files_in_little_memory(self):
        for folder in range(MANY):
            os.mkdir(os.path.join(self.inputs, str(folder)))
            for i in range(1000):
                os.mknod(os.path.join(self.inputs, str(folder), f"{i}.srt"))
        one, all_of_them = (self.peak("check", self.inputs, "-o", self.out, "--include", pattern, "--shard", "1/100000")
                            for pattern in ("1/*", "*"))
        self.assertGreater(one, 1000)  # it was seen at all
        self.assertLess(all_of_them, one + 4000)  # KB, however many more files there are


if __name__ == "__main__":
    unittest.main(verbosity=1)
