#!/usr/bin/python3
"""Measures whether the alignment knows when it is wrong.

usage: confidence.py PROGRAM            prints the tables
       confidence.py PROGRAM --write    puts the rows into results.csv and the tables into docs/alignment.md

Damages labelled speech (CAPALIGN_SHARED, or ../shared beside the repository; exits 77 where it is not): sentences cut
out of the sound, swapped or replaced in the text, spoken in another language; noise. A word or cue is wrong when it is
not spoken, or more than 0.5 s off. It is named when it (or more than a word of the cue) has no time, or a confidence
below the threshold.
"""
import csv
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import wave

import results

HERE = os.path.dirname(os.path.abspath(__file__))
GOLD = os.path.join(os.environ.get("CAPALIGN_SHARED") or os.path.join(HERE, "../../../shared"), "gold")
RATE, FAR_S = 16000, 0.5
THRESHOLDS = (0.3, 0.5, 0.7, 0.8, 0.9)
DOUBTFUL = 0.8  # CAPALIGN_DOUBTFUL: what the product names
EVERY = 3  # each third sentence is damaged


def sound(path):
    done = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"],
                          capture_output=True)
    return done.stdout


def cut(samples, start, end):
    return samples[int(start * RATE) * 2:int(end * RATE) * 2]


def fold(word):
    return re.sub(r"[\W_]", "", word).lower()


class Speech:
    """A labelled file, sentence by sentence: text, and words with times relative to the sentence's own sound."""

    def __init__(self, base):
        self.name, self.samples, self.sentences = os.path.basename(base), sound(base + ".flac"), []
        with open(base + ".words.tsv") as f:
            rows = [line.rstrip("\n").split("\t") for line in f if line.strip()]
        with open(base + ".txt") as f:
            lines = [line.strip() for line in f if line.strip()]
        at, last, length = 0, 0.0, len(self.samples) / 2 / RATE
        for line in lines:
            count = sum(bool(fold(w)) for w in line.split())
            words = [(float(s), float(e)) for s, e, _ in rows[at:at + count]]
            at += count
            end = (words[-1][1] + float(rows[at][0])) / 2 if at < len(rows) else length
            self.sentences.append((line, [(s - last, e - last) for s, e in words], cut(self.samples, last, end)))
            last = end


def intact(speech, index, _):
    return [speech.sentences[index]]


def cut_out(speech, index, _):
    line, words, samples = speech.sentences[index]
    return [(line, [None] * len(words), b"")] if index % EVERY == 1 else [(line, words, samples)]


def replaced(speech, index, others):
    line, words, samples = speech.sentences[index]
    if index % EVERY != 1:
        return [(line, words, samples)]
    own = {line for line, _, _ in speech.sentences}
    new = [o for o in others if o[0] not in own]  # two of TIMIT's sentences are everybody's
    other = new[(index * 7 + 3) % len(new)]
    return [(other[0], [None] * len(other[1]), samples)]


def foreign(speech, index, others):
    line, words, samples = speech.sentences[index]
    if index % EVERY != 1:
        return [(line, words, samples)]
    language = others[index % len(others)]
    start = index * 2 * RATE % max(2, len(language) - len(samples)) // 2 * 2
    return [(line, [None] * len(words), language[start:start + len(samples)])]


def swapped(speech, index, _):
    """The text of every third pair of sentences in the wrong order: either may be found, never both."""
    line, words, samples = speech.sentences[index]
    if index % EVERY == 2 or index + 1 >= len(speech.sentences) and index % EVERY == 0:
        return [(line, words, samples)]
    if index % EVERY == 1:
        return []
    after = speech.sentences[index + 1]
    shift = len(samples) / 2 / RATE
    moved = [(s + shift, e + shift) for s, e in after[1]]
    return [(after[0], moved, samples + after[2]), (line, words, b"")]


def build(speech, damage, others, folder):
    """Writes sound and text; gives the words' times (None: not spoken)."""
    samples, text, truth = [], [], []
    at, before = 0.0, 0.0  # `before`: where the part before began; a part without sound belongs to it
    for index in range(len(speech.sentences)):
        for line, words, part in damage(speech, index, others):
            begin = at if part else before
            truth += [w and (w[0] + begin, w[1] + begin) for w in words]
            text.append(line)
            samples.append(part)
            before = at if part else before
            at += len(part) / 2 / RATE
    base = os.path.join(folder, speech.name)
    with wave.open(base + ".wav", "wb") as f:
        f.setparams((1, 2, RATE, 0, "NONE", ""))
        f.writeframes(b"".join(samples))
    with open(base + ".txt", "w") as f:
        f.write("\n".join(text) + "\n")
    return base + ".wav", base + ".txt", truth


def align(program, audio, text, folder, language="en", force=True):
    words = os.path.join(folder, "words.json")
    if os.path.exists(words):
        os.remove(words)
    done = subprocess.run([program, "align", "--quiet", *(["--force"] if force else []), "--lang", language, "--json",
                           "--words-json", words, audio, text], capture_output=True, text=True)
    if not os.path.exists(words):  # refused
        return done, None, None
    with open(words) as f:
        return done, json.loads(done.stdout), [w for w in json.load(f)["words"] if fold(w["text"])]


def is_wrong(word, truth):
    if truth is None:
        return True
    if word["start_us"] is None:
        return None  # spoken, and not found: that is counted elsewhere
    return max(abs(word["start_us"] / 1e6 - truth[0]), abs(word["end_us"] / 1e6 - truth[1])) > FAR_S


def judge(report, words, truth):
    """[(wrong, confidence)] of the words and of the cues; the confidence of what has no time is -1."""
    one = [(is_wrong(w, t), -1.0 if w["start_us"] is None else w["confidence"]) for w, t in zip(words, truth)]
    cues, at = [], 0
    for cue in report["cues"]:
        part = list(zip(words, truth))[at:at + cue["words"]]
        at += cue["words"]
        timed = [(w, t) for w, t in part if w["start_us"] is not None]
        unspoken = sum(t is None for _, t in part)
        edges = [timed[0], timed[-1]] if timed else []
        wrong = 2 * unspoken > len(part) or any(t and is_wrong(w, t) for w, t in edges)
        cues.append((wrong, -1.0 if cue["unspoken"] > 1 else cue["confidence"]))
    return [x for x in one if x[0] is not None], cues


def share(part, whole):
    return 100 * part / whole if whole else 0.0


def rows_of(name, units):
    right, wrong = [c for w, c in units if not w], [c for w, c in units if w]
    return [(name, t, len(right), share(sum(c < t for c in right), len(right)), len(wrong),
             share(sum(c >= t for c in wrong), len(wrong))) for t in THRESHOLDS]


def measure(program, folder):
    speakers = [Speech(p[:-len(".words.tsv")]) for p in sorted(glob.glob(GOLD + "/timit-speaker/*.words.tsv"))]
    languages = [sound(p) for p in sorted(glob.glob(GOLD + "/phrases/*.flac")) if "eng-" not in os.path.basename(p)]
    tests = {"intact": [], "cut out": [], "replaced": [], "foreign": [], "swapped": [], "noise": []}
    damages = {"intact": intact, "cut out": cut_out, "replaced": replaced, "foreign": foreign, "swapped": swapped}
    words, cues = {k: [] for k in tests}, {k: [] for k in tests}
    for name, damage in damages.items():
        for i, speech in enumerate(speakers):
            others = languages if name == "foreign" else speakers[(i + 1) % len(speakers)].sentences
            audio, text, truth = build(speech, damage, others, folder)
            _, report, found = align(program, audio, text, folder)
            a, b = judge(report, found, truth)
            words[name] += a
            cues[name] += b
    for path in sorted(glob.glob(GOLD + "/timit-noise/*.words.tsv")):
        kind = os.path.basename(path)[4:-len(".words.tsv")]
        with open(path) as f:
            truth = [tuple(map(float, line.split("\t")[:2])) for line in f]
        base = path[:-len(".words.tsv")]
        _, report, found = align(program, base + ".flac", base + ".txt", folder)
        a, b = judge(report, found, truth)
        words[kind], cues[kind] = a, b
        words["noise"] += a
        cues["noise"] += b
    return words, cues


def cross(program, folder):
    """[(set, wrong pairs, refused, right pairs, refused)]"""
    out = []
    for name, steps in (("timit-utt", (1, 7, 13, 23)), ("timit-speaker", (1, 2, 3)), ("emu-ae", (1, 2)),
                        ("phrases", (1, 2, 3, 4, 5)), ("small", (1, 2))):
        bases = [p[:-5] for p in sorted(glob.glob(f"{GOLD}/{name}/*.flac")) if "jpn" not in p]
        with open(GOLD + "/INDEX.tsv") as f:
            language = {r["name"]: r["lang"].split("-")[0] for r in csv.DictReader(f, delimiter="\t")}

        def refused(audio, text):
            done, _, _ = align(program, audio + ".flac", text + ".txt", folder, language[os.path.basename(text)], False)
            return "does not match" in done.stderr + done.stdout
        wrong = [refused(b, bases[(i + s) % len(bases)]) for i, b in enumerate(bases) for s in steps]
        right = [refused(b, b) for b in bases]
        out.append((name, len(wrong), sum(wrong), len(right), sum(right)))
    return out


def table(units):
    lines = ["| damage | threshold | right | of them named | wrong | of them not named |", "|---|---|---|---|---|---|"]
    for name, found in units.items():
        for _, t, right, flagged, wrong, missed in rows_of(name, found):
            if t in (0.5, DOUBTFUL):
                lines.append(f"| {name} | {t} | {right} | {flagged:.1f} % | {wrong} | {missed:.1f} % |" if wrong else
                             f"| {name} | {t} | {right} | {flagged:.1f} % | 0 | |")
    return "\n".join(lines)


def write_rows(words, cues, pairs):
    rows = []
    for level, units in (("word", words), ("cue", cues)):
        for name in ("intact", "cut out", "replaced", "foreign", "swapped", "noise"):
            for _, t, _, flagged, _, missed in rows_of(name, units[name]):
                rows.append({"set": f"confidence-{level}-{name.replace(' ', '-')}-{t}", "gold": len(units[name]),
                             "right_named": f"{flagged:.1f}", "wrong_not_named": f"{missed:.1f}"})
    for name, wrong, refused, right, lost in pairs:
        rows.append({"set": f"cross-{name}", "gold": wrong + right, "right_named": f"{share(lost, right):.1f}",
                     "wrong_not_named": f"{share(wrong - refused, wrong):.1f}"})
    results.write(rows, lambda name: name.startswith(("confidence-", "cross-")))


def main():
    program = os.path.abspath(sys.argv[1])
    if not os.path.isdir(GOLD):
        print("skipped: the labelled speech is not here")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        words, cues = measure(program, folder)
        pairs = cross(program, folder)
    text = "Words:\n\n" + table(words) + "\n\nCues:\n\n" + table(cues) + "\n\nWhole transcripts:\n\n" + "\n".join(
        ["| set | wrong pairs | of them refused | right pairs | of them refused |", "|---|---|---|---|---|"]
        + [f"| {n} | {w} | {r} | {g} | {x} |" for n, w, r, g, x in pairs])
    if "--write" in sys.argv:
        write_rows(words, cues, pairs)
        results.write_page("confidence.py", text)
    else:
        print(text)


if __name__ == "__main__":
    main()
