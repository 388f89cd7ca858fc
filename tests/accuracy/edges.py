#!/usr/bin/python3
"""Judges where words begin and end by the sound: the labels against it, capalign against it, and one against the other.

usage: edges.py PROGRAM VOICE|FOLDER... [--write]

A VOICE (see speak.py) speaks 10 minutes; a FOLDER has recordings with words.tsv beside them, such as the human speech of
gold/timit-utt, which shows what the same measure says of a phonetician's labels. Prints a table: for each kind of edge, by
the sounds left and right of it, the medians in ms of label - sound, capalign - sound and capalign - label, and how many
edges there are; below, over all that the sound tells, the means without sign, and the % within 25 ms. --write puts it into
docs/edges.md. Exits 77 where sox or a voice is missing.

The sound's edge is looked for within REACH ms of label and capalign, in levels of WINDOW ms each ms, which are not those
that capalign looks at (src/align/levels.h). After a pause it is the first moment of which the next HOLD_MS are mostly
CLEAR_DB above the pause; before one likewise the last, but a voice, which fades, ends at the one step that fits the levels
best (least squares, cut at RANGE_DB below the loudest). Between words it is such a step, too: of the channel where the voice
is, where one begins behind or ends before a sound without it; of that of the formants before a voiced stop. In all other
joins, such as vowel to nasal or stop to stop, the sound does not tell, and only capalign and label are compared.
"""
import array
import glob
import itertools
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

import results
import speak
import voices

DICTIONARY = "/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict"
MINUTES = 10
REACH, NEAR = 50, 25  # ms
WINDOW = 4  # ms
RANGE_DB, CLEAR_DB = 40, 15
HOLD_MS = 10
OTHER = "other joins"
QUIET_MS = (20, 200)  # of a pause, so far from the edge
PAUSE_S = 0.03
BANDS = {"full": "60-7900", "voice": "60-700", "formants": "700-4000"}  # Hz
CLASSES = {"approximant": "l r w y el", "nasal": "m n ng nx em en eng", "voiceless stop": "p t k ch pcl tcl kcl q",
           "voiced stop": "b d g jh bcl dcl gcl dx", "voiceless fricative": "f th s sh hh hv",
           "voiced fricative": "v dh z zh"}
CLASS_OF = {phone: name for name, phones in CLASSES.items() for phone in phones.split()}
SONORANT, VOICELESS = ("vowel", "approximant", "nasal"), ("voiceless stop", "voiceless fricative")


def class_of(phone):
    return CLASS_OF.get(phone.rstrip("0123456789").lower(), "vowel")


def telling_band(left, right):
    """That of which a step is the edge between the joined sounds, or None."""
    if left in SONORANT and right in VOICELESS or left in VOICELESS and right in SONORANT:
        return "voice"
    return "formants" if left in SONORANT and right == "voiced stop" else None


class Sound:
    def __init__(self, path):
        self.levels = {name: self.levels_of(path, band) for name, band in BANDS.items()}

    @staticmethod
    def levels_of(path, band):
        """dB of the WINDOW around the beginning of each ms; sox's filter has no delay."""
        done = subprocess.run(["sox", path, "-r", "16000", "-c", "1", "-b", "16", "-e", "signed", "-t", "raw", "-", "gain",
                               "-3", "sinc", "-n", "255", band], check=True, capture_output=True)
        samples = array.array("h", done.stdout)
        power = [sum(x * x for x in samples[i:i + 16]) / 16 for i in range(0, len(samples) - 15, 16)]
        half = WINDOW // 2
        return [10 * math.log10(statistics.fmean(power[max(0, i - half):i + half]) + 0.1) for i in range(len(power))]

    def step(self, band, low, high):
        """ms of the best step between low and high, or None"""
        low, high = max(0, int(low)), min(int(high), len(self.levels[band]))
        if high - low < 20:
            return None
        db = self.levels[band][low:high]
        floor = max(db) - RANGE_DB
        sums = list(itertools.accumulate(max(x, floor) for x in db))

        def fit(i):
            return sums[i - 1] ** 2 / i + (sums[-1] - sums[i - 1]) ** 2 / (len(db) - i)
        return low + max(range(5, len(db) - 5), key=fit)

    def onset(self, low, high, quiet_from, forward):
        """ms where the sound begins or, where `forward` is not set, ends; the pause is before or behind `quiet_from`."""
        level, sign = self.levels["full"], 1 if forward else -1
        quiet = [level[t] for t in (round(quiet_from) - sign * d for d in range(*QUIET_MS)) if 0 <= t < len(level)]
        if len(quiet) < 5:
            return None
        clear = statistics.median(quiet) + CLEAR_DB
        low, high = max(0, int(low)), min(int(high), len(level))
        for t in range(low, high - HOLD_MS) if forward else range(high - 1, low + HOLD_MS, -1):
            held = [level[t + sign * k] >= clear for k in range(HOLD_MS)]
            if held[0] and sum(held) > HOLD_MS / 2:
                return t + sign * (WINDOW // 2 - 1)  # the outermost ms of the window is what made it loud
        return None


def read_rows(path):
    with open(path) as f:
        return [(1000 * float(a), 1000 * float(b), name.strip()) for a, b, name in (line.split("\t") for line in f)]


def dictionary():
    """{word: first and last phone}"""
    with open(DICTIONARY) as f:
        return {word: (rest[0], rest[-1]) for word, *rest in map(str.split, f)}


def outer_phones(stem, words, spelt):
    """Of each word the first phone and the last: of the labels, or where they have none of the dictionary; or None."""
    if not os.path.exists(stem + ".phones.tsv"):
        return [spelt.get(word.lower()) for _, _, word in words]
    starts, ends = {}, {}
    for start, end, phone in read_rows(stem + ".phones.tsv"):
        if phone not in voices.PAUSES:
            starts[round(start)], ends[round(end)] = phone, phone
    return [(starts[round(a)], ends[round(b)]) if round(a) in starts and round(b) in ends else None for a, b, _ in words]


def align(program, stem, sound):
    command = [program, "align", "--quiet", "--force", "--lang", "en", "--words-json", "-", sound, stem + ".txt"]
    done = subprocess.run(command, capture_output=True, text=True)
    return [(w["start_us"] / 1000, w["end_us"] / 1000) if w["start_us"] is not None else None
            for w in json.loads(done.stdout)["words"]]


def edges_of(words, found, phones):
    """(left class, right class, labelled ms, capalign's ms, earliest and latest ms of the words beside it)"""
    for i in range(len(words) + 1):
        left, right = i - 1 if i else None, i if i < len(words) else None
        usable = [k is None or bool(found[k] and phones[k]) for k in (left, right)]
        joined = None not in (left, right) and words[right][0] - words[left][1] < 1000 * PAUSE_S
        if joined:
            if all(usable):
                yield (class_of(phones[left][1]), class_of(phones[right][0]), words[right][0],
                       (found[left][1] + found[right][0]) / 2, words[left][0], words[right][1])
            continue
        if left is not None and usable[0]:
            yield class_of(phones[left][1]), "pause", words[left][1], found[left][1], words[left][0], math.inf
        if right is not None and usable[1]:
            yield "pause", class_of(phones[right][0]), words[right][0], found[right][0], 0, words[right][1]


def group_of(left, right):
    coarse = ["sonorant" if name in SONORANT else name for name in (left, right)]
    if "pause" in coarse:
        return " to ".join(name.split()[-1] for name in coarse)
    return " to ".join(coarse) if telling_band(left, right) else OTHER


def judge(program, stem, spelt, groups):
    path = next(stem + e for e in (".wav", ".flac") if os.path.exists(stem + e))
    words = read_rows(stem + ".words.tsv")
    found, sound = align(program, stem, path), Sound(path)
    if len(found) != len(words):
        print(f"{stem}: {len(found)} words, {len(words)} labels; left out", file=sys.stderr)
        return
    for left, right, label, edge, first, last in edges_of(words, found, outer_phones(stem, words, spelt)):
        low, high = max(min(label, edge) - REACH, first), min(max(label, edge) + REACH, last)
        if left == "pause":
            at = sound.onset(low, high, min(label, edge), True)
        elif right == "pause" and left not in SONORANT:
            at = sound.onset(low, high, max(label, edge), False)
        else:
            band = "full" if right == "pause" else telling_band(left, right)
            at = sound.step(band, low, high) if band else math.nan
        if at is not None:
            groups.setdefault(group_of(left, right), []).append((label - at, edge - at, edge - label))


def cell(errors, figure):
    """Of each of the three differences the figure, as far as there are any."""
    columns = [[x for x in c if not math.isnan(x)] for c in zip(*errors)]
    return " / ".join(figure(c) if c else "–" for c in columns)


def median(values):
    return f"{statistics.median(values):+.0f}"


def mean(values):
    return f"{statistics.fmean(map(abs, values)):.0f}"


def share(values):
    return f"{100 * sum(abs(x) <= NEAR for x in values) / len(values):.0f}"


def table(found):
    """found: {voice or folder: {group: [(label - sound, capalign - sound, capalign - label)]}}"""
    groups = sorted({g for by_group in found.values() for g in by_group}, key=lambda g: (g == OTHER, "pause" not in g, g))
    told = [[e for group, errors in by.items() if group != OTHER for e in errors] for by in found.values()]
    rows = [["label − sound / capalign − sound / capalign − label, ms", *found], ["---"] * (len(found) + 1)]
    rows += [[group, *(f"{cell(by[group], median)} ({len(by[group])})" if group in by else "–" for by in found.values())]
             for group in groups]
    rows.append([f"mean without sign, {OTHER} aside", *(cell(errors, mean) for errors in told)])
    rows.append([f"within {NEAR} ms, %", *(cell(errors, share) for errors in told)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main():
    if not shutil.which("sox"):
        print("skipped: sox is not installed")
        sys.exit(77)
    program, spelt, found = os.path.abspath(sys.argv[1]), dictionary(), {}
    for name in (a for a in sys.argv[2:] if a != "--write"):
        groups = found[os.path.basename(name.rstrip("/"))] = {}
        with tempfile.TemporaryDirectory() as folder:
            if not os.path.isdir(name):
                speak.make(MINUTES, folder, name)
            for labels in sorted(glob.glob(os.path.join(name if os.path.isdir(name) else folder, "*.words.tsv"))):
                judge(program, labels[:-len(".words.tsv")], spelt, groups)
    print(table(found))
    if "--write" in sys.argv:
        results.write_page("edges.py", table(found))


if __name__ == "__main__":
    try:
        main()
    except voices.Unavailable as error:
        print(f"skipped: {error}")
        sys.exit(77)
