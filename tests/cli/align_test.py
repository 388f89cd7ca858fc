#!/usr/bin/python3
"""capalign align on the sample's clip. usage: align_test.py PROGRAM"""
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

import srt

PROGRAM = os.path.abspath(sys.argv.pop(1))
MEDIA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../samples/bridge/media")
CLIP, TEXT = os.path.join(MEDIA, "sound-bridge-lift.mp4"), os.path.join(MEDIA, "sound-bridge-lift.txt")
OTHER = os.path.join(MEDIA, "ferry-timetable.txt")


def run(*arguments):
    return subprocess.run([PROGRAM, "align", *arguments], capture_output=True, text=True, timeout=120)


class Align(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="capalign-align-")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def put(self, name, text):
        with open(self.path(name), "w") as f:
            f.write(text)
        return self.path(name)

    def words(self, *arguments):
        done = run(*arguments, "--words-json", "-", "--quiet")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return json.loads(done.stdout)["words"]

    def test_every_word_in_order_inside_the_sound(self):
        words = self.words(CLIP, TEXT)
        with open(TEXT) as f:
            self.assertEqual([w["text"] for w in words], re.findall(r"[\w']+", f.read()))
        spoken = [w for w in words if w["start_us"] is not None]
        self.assertGreaterEqual(len(spoken), len(words) * 0.99)
        end = 0
        for word in spoken:
            self.assertLessEqual(end, word["start_us"])
            self.assertLess(word["start_us"], word["end_us"])
            self.assertLessEqual(word["end_us"], 146_000_000)
            end = word["end_us"]
        # The clip begins with a second of quiet, and each sentence is followed by one.
        self.assertAlmostEqual(words[0]["start_us"], 1_200_000, delta=150_000)

    def test_the_same_bytes_on_every_run_and_for_any_number_of_processors(self):
        one = subprocess.run(["taskset", "-c", "0", PROGRAM, "align", CLIP, TEXT, "--words-json", "-"], capture_output=True)
        two = subprocess.run([PROGRAM, "align", CLIP, TEXT, "--words-json", "-"], capture_output=True)
        self.assertEqual(one.returncode, 0, one.stderr)
        self.assertEqual(one.stdout, two.stdout)

    def test_files_of_every_kind_at_once(self):
        names = ["a.srt", "a.vtt", "a.json", "a.TextGrid", "a.ctm"]
        done = run(CLIP, TEXT, *[x for n in names for x in ("-o", self.path(n))])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(sorted(n for n in os.listdir(self.folder) if n[0] != "."), sorted(names))
        with open(self.path("a.srt")) as f:
            cues = list(srt.parse(f.read(), ignore_errors=False))
        for cue, after in zip(cues, cues[1:]):
            self.assertLessEqual(cue.end, after.start)
            self.assertLessEqual(max(map(len, cue.content.split("\n"))), 42)
        with open(self.path("a.ctm")) as f:
            rows = [line.split() for line in f]
        with open(self.path("a.json")) as f:
            spoken = [w for w in json.load(f)["words"] if w["start_us"] is not None]
        self.assertEqual([r[4] for r in rows], [w["text"] for w in spoken])
        self.assertEqual({r[0] for r in rows}, {"sound-bridge-lift"})
        with open(self.path("a.TextGrid")) as f:
            grid = f.read()
        for size, tier in zip(re.findall(r"intervals: size = (\d+)", grid), grid.split("item [")[2:]):
            ends = [float(x) for x in re.findall(r"    xmax = ([\d.]+)", tier)][1:]
            self.assertEqual(len(ends), int(size))
            self.assertEqual(ends, sorted(ends))
        again = run(CLIP, TEXT, "-o", self.path("a.srt"))
        self.assertIn("unchanged", again.stderr)

    def test_a_transcript_of_something_else_is_refused(self):
        done = run(CLIP, OTHER, "-o", self.path("a.srt"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("does not match", done.stderr)
        self.assertFalse(os.path.exists(self.path("a.srt")))

    def test_a_sentence_that_is_not_spoken_gets_no_time_and_is_named(self):
        with open(TEXT) as f:
            lines = f.read().splitlines()
        lines.insert(8, "Seventeen purple elephants danced around the lighthouse without any music whatsoever.")
        text = self.put("t.txt", "\n".join(lines))
        done = run(CLIP, text, "-o", self.path("a.srt"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("elephants", done.stderr)
        words = self.words(CLIP, text)
        first = [w["text"] for w in words].index("Seventeen")
        self.assertGreaterEqual(sum(w["start_us"] is None for w in words[first:first + 11]), 10)
        self.assertLessEqual(sum(w["start_us"] is None for w in words[:first] + words[first + 11:]), 4)

    def test_speech_that_is_not_in_the_text_is_skipped(self):
        with open(TEXT) as f:
            lines = f.read().splitlines()
        whole = self.words(CLIP, TEXT)
        words = self.words(CLIP, self.put("t.txt", "\n".join(lines[:6] + lines[10:])))
        ends = [w["end_us"] for w in whole]
        self.assertLessEqual(abs(words[-1]["end_us"] - ends[-1]), 100_000)
        self.assertLessEqual(abs(words[0]["start_us"] - whole[0]["start_us"]), 100_000)

    def test_notes_and_labels_stay_in_the_text(self):
        with open(TEXT) as f:
            lines = f.read().splitlines()
        lines[0] = "[music] REPORTER: " + lines[0]
        text = self.put("t.txt", "\n".join(lines))
        done = run(CLIP, text)
        self.assertIn("[music] REPORTER:", " ".join(done.stdout.split()))
        self.assertEqual(self.words(CLIP, text)[0]["text"], "Good")

    def test_kept_cues_get_new_times_and_nothing_else(self):
        done = run(CLIP, TEXT, "-o", self.path("a.srt"))
        with open(self.path("a.srt")) as f:
            cues = list(srt.parse(f.read()))
        for cue in cues:  # wrong times, and an odd text that must stay
            cue.start, cue.end = cue.start * 0.5, cue.end * 0.5
        cues[0].content = "<i>" + cues[0].content + "</i>"
        late = self.put("late.srt", srt.compose(cues))
        done = run("--keep-cues", CLIP, late, "-o", self.path("b.srt"))
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.path("b.srt")) as f:
            timed = list(srt.parse(f.read()))
        self.assertEqual([c.content for c in timed], [c.content for c in cues])
        self.assertAlmostEqual(timed[-1].start.total_seconds(), cues[-1].start.total_seconds() * 2, delta=0.2)

    def test_time_stamps_inside_kept_cues_are_timed_too(self):
        vtt = self.put("late.vtt", "WEBVTT\n\nfirst\n00:10:00.000 --> 00:10:09.000 align:start\nGood morning from <c>Northhaven</c>, "
                       "<00:10:03.000>where the first section <b><00:10:05.000>of the new</b> bridge <00:10:08.000>\n\n"
                       + "00:10:09.000 --> 00:10:20.000\n" + self.rest_of_text("is about") + "\n")
        done = run("--keep-cues", CLIP, vtt, "-o", self.path("b.vtt"))
        self.assertIn(done.returncode, (0, 1), done.stderr)
        with open(self.path("b.vtt")) as f:
            block = f.read().split("\n\n")[1]
        words = {w["text"]: w["start_us"] for w in reversed(self.words(CLIP, TEXT))}
        found = re.fullmatch(r"first\n(\S+) --> (\S+) align:start\nGood morning from <c>Northhaven</c>, <(\S+)>where "
                             r"the first section <b><(\S+)>of the new</b> bridge ", block)
        self.assertTrue(found, block)
        start, _, where, of = [int(t[0:2]) * 3600 + int(t[3:5]) * 60 + float(t[6:]) for t in found.groups()]
        self.assertAlmostEqual(start, words["Good"] / 1e6, delta=0.05)
        self.assertAlmostEqual(where, words["where"] / 1e6, delta=0.05)
        self.assertGreater(of, where + 0.5)
        self.assertLess(of, where + 3)

    def test_what_a_format_cannot_hold_of_kept_cues_is_told(self):
        vtt = self.put("kept.vtt", "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nfirst\n00:00.000 --> 00:09.000 line:0\n"
                       + self.rest_of_text("Good") + "\n")
        done = run("--keep-cues", CLIP, vtt, "-o", self.path("b.srt"))
        self.assertIn("cannot hold it: position, alignment or region of 1 cue, id of 1 cue, 1 region or style sheet",
                      done.stderr)
        self.assertNotIn("cannot hold", run("--keep-cues", CLIP, vtt, "-o", self.path("b.vtt")).stderr)
        self.assertNotIn("cannot hold", run(CLIP, TEXT, "-o", self.path("c.srt")).stderr)

    def test_two_speakers_of_a_cue_stay_two(self):
        with open(TEXT) as f:
            first, rest = f.read().split(", ", 1)
        second, rest = rest.split("\n", 1)
        captions = self.put("two.srt", "1\n00:00:00,000 --> 00:00:05,000\n- " + first + ",\n- " + second
                            + "\n\n2\n00:00:05,000 --> 00:01:05,000\n" + rest)
        done = run(CLIP, captions)
        cues = [c.content for c in srt.parse(done.stdout)]
        self.assertEqual([c for c in cues if c.startswith("- ")][0], "- " + first + ",")
        self.assertEqual(len([c for c in cues if c.startswith("- where")]), 1, done.stdout)
        self.assertFalse([line for c in cues for line in c.split("\n") if line.endswith("-")])

    def test_what_cannot_be_written_is_told_before_the_work(self):
        for options, message in ((["-o", self.path("a.srt"), "-o", self.path("a.doc")], "no format has this extension"),
                                 (["--profile", "nosuch"], 'no house style "nosuch"')):
            done = run(os.path.join(self.folder, "missing.mp4"), TEXT, *options)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(message, done.stderr)
            self.assertNotIn("0:00", done.stderr)
            self.assertEqual(os.listdir(self.folder), [])

    def test_headings_stand_alone_and_footnote_marks_go(self):
        with open(TEXT) as f:
            first, second = f.read().split("\n")[:2]
        page = self.put("t.html", f"<html><body><article><h1>Cranes at dawn</h1><p>{first}</p><h2>Later</h2><p>{second}</p>"
                        "</article></body></html>")
        heads = [c.content for c in srt.parse(run(CLIP, page).stdout) if "Cranes" in c.content or "Later" in c.content]
        self.assertEqual(heads, ["Cranes at dawn", "Later"])
        page = self.put("t.md", f"# Cranes at dawn\n\n{first.replace(',', '[^1],', 1)}[^note] {second}\n\n"
                        "[^1]: Founded in 1912.\n[^note]: And very old.\n")
        done = run(CLIP, page)
        self.assertIn("Northhaven,", done.stdout)
        self.assertNotIn("[^", done.stdout)

    def rest_of_text(self, first):
        with open(TEXT) as f:
            text = " ".join(f.read().split())
        return text[text.index(first):]

    def test_kept_cues_that_are_not_spoken_can_be_seen(self):
        run(CLIP, TEXT, "-o", self.path("a.srt"))
        with open(self.path("a.srt")) as f:
            cues = list(srt.parse(f.read()))
        for at, text in ((1, "[music]"), (5, "Purple elephants never came here."), (6, "(applause)"), (0, "[birds]")):
            cues.insert(at, srt.Subtitle(1, cues[0].start, cues[0].end, text))
        late = self.put("late.srt", srt.compose(cues, reindex=True))
        done = run("--keep-cues", CLIP, late, "-o", self.path("b.srt"))
        self.assertEqual(done.returncode, 1, done.stderr)
        with open(self.path("b.srt")) as f:
            timed = list(srt.parse(f.read()))
        self.assertEqual(len(timed), len(cues))
        end = 0
        for cue in timed:
            self.assertLessEqual(end, cue.start.total_seconds())
            end = cue.end.total_seconds()
            self.assertGreaterEqual(end - cue.start.total_seconds(), 0.4, cue.content)

    def test_a_language_without_a_voice(self):
        done = run(CLIP, TEXT, "--lang", "xx")
        self.assertEqual(done.returncode, 4)
        self.assertIn("espeak-ng", done.stderr)

    def test_a_damaged_model(self):
        build = os.path.dirname(PROGRAM)
        for name in os.listdir(build):
            if re.fullmatch(r"capalign|libcapalign\.so.*|capalign-media\.so|.*\.capalign-model", name):
                shutil.copy(os.path.join(build, name), self.folder, follow_symlinks=True)
        model = self.path("en-us.capalign-model")
        command = [self.path("capalign"), "align", CLIP, TEXT, "-o", self.path("a.srt")]
        environment = dict(os.environ, LD_LIBRARY_PATH=self.folder)
        with open(model, "rb") as f:
            whole = f.read()
        for damaged in (b"", b"x" * 100, whole[:5000], whole[:1000] + bytes(20) + whole[1020:]):
            with open(model, "wb") as f:
                f.write(damaged)
            done = subprocess.run(command, capture_output=True, text=True, env=environment)
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn("model", done.stderr)
            self.assertFalse(os.path.exists(self.path("a.srt")))

    def test_japanese_in_kanji_needs_a_reading(self):
        done = run(CLIP, self.put("t.txt", "火曜日の午前中に見に来ていただけますか。今週はその日しか空いていません。"))
        self.assertIn(done.returncode, (1, 4))
        self.assertTrue(done.stderr)

    def test_a_pipe_is_written_to_and_not_replaced(self):
        pipe = self.path("words")
        os.mkfifo(pipe)
        self.assertEqual(run(CLIP, TEXT, "--words-json", pipe, "--force").returncode, 3)  # nobody reads it: no waiting
        with open(os.open(pipe, os.O_RDWR), "rb", buffering=0) as end:  # the words fit into the pipe's buffer
            done = run(CLIP, TEXT, "--words-json", pipe, "--force")
            self.assertIn(done.returncode, (0, 1), done.stderr)
            self.assertTrue(end.read(1 << 20).startswith(b"{"))
        self.assertTrue(stat.S_ISFIFO(os.stat(pipe).st_mode))
        self.assertFalse(os.path.exists(self.path(".capalign-files")))

    def test_inputs_that_cannot_be(self):
        for arguments, code in (((CLIP, self.put("empty.txt", "")), 3), ((CLIP, self.path("none.txt")), 3),
                                ((self.path("none.mp4"), TEXT), 3), ((TEXT, TEXT), 3),
                                ((CLIP, TEXT, "--profile", "nobody"), 2), ((CLIP, TEXT, "-o", self.path("a.xyz")), 2),
                                (("--keep-cues", CLIP, TEXT), 2)):
            done = run(*arguments)
            self.assertEqual(done.returncode, code, (arguments, done.stderr))
            self.assertTrue(done.stderr.startswith("capalign: "), done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
