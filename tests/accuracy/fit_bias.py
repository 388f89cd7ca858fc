#!/usr/bin/python3
"""Fits the constants of src/align/edge_bias.def: how far the edges between joined words are from where people set them.

usage: fit_bias.py BUILD                  fits them on timit-utt and prints the file
       fit_bias.py BUILD --leave-one-out  measures each speaker with constants that the other speakers gave, beside no
                                          constants and those in the source

Compiles the engine and align_driver.c with the constants to be tried; of the build folder BUILD it takes the packed model.
Labelled speech is in the project's shared folder (CAPALIGN_SHARED, or ../shared beside the repository): exits 77 where
it is not there.
"""
import glob
import json
import os
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../..")
GOLD = os.path.join(os.environ.get("CAPALIGN_SHARED") or os.path.join(ROOT, "../shared"), "gold")
SOURCE = os.path.join(ROOT, "src/align/edge_bias.def")
GROUPS = {1: "CA_GLIDE_TO_VOWEL", 2: "CA_VOWEL_TO_VOICE", 3: "CA_OBSTRUENT_TO_OTHER"}  # ca_edge_group
DRAW = 5  # edges: a median of n of them is drawn to 0 as n / (n + DRAW)
TOUCH_S = 0.001  # labels of joined words are at most this far apart
FAR_MS = 100  # an edge that is further off is not a matter of bias
LIMITS = (10, 25, 50, 100)


class Driver:
    """align_driver with constants of its own."""

    def __init__(self, build, folder):
        self.model, self.folder = os.path.join(build, "en-us.capalign-model"), folder
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "kissfft-float", "sndfile", "libutf8proc"], check=True,
                               capture_output=True, text=True).stdout
        self.flags = ["-O3", "-ffp-contract=off", "-D_GNU_SOURCE", '-DCAPALIGN_VERSION="fit"', "-I" + ROOT + "/src",
                      "-I" + ROOT + "/include", *shlex.split(flags), "-lm", "-pthread"]
        sources = glob.glob(ROOT + "/src/align/*.c") + glob.glob(ROOT + "/src/base/*.c") + [HERE + "/align_driver.c"]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            self.objects = list(pool.map(self.compile, [s for s in sources if not s.endswith("/joined_edge.c")]))

    def compile(self, source):
        out = os.path.join(self.folder, os.path.basename(source) + ".o")
        subprocess.run(["cc", "-c", *self.flags, source, "-o", out], check=True)
        return out

    def with_constants(self, text, name):
        """A driver of which src/align/edge_bias.def is `text`."""
        folder = os.path.join(self.folder, name)
        os.makedirs(folder + "/align")
        with open(folder + "/align/edge_bias.def", "w") as f:
            f.write(text)
        subprocess.run(["cc", "-I" + folder, ROOT + "/src/align/joined_edge.c", *self.objects, *self.flags, "-o",
                        folder + "/driver"], check=True)
        return folder + "/driver"

    def align(self, driver, base):
        """[(word as the driver has it, the label's start and end)]"""
        done = subprocess.run([driver, self.model, base + ".flac", base + ".txt"], check=True, capture_output=True)
        words = json.loads(done.stdout)["words"]
        with open(base + ".words.tsv") as f:
            truth = [tuple(map(float, line.split("\t")[:2])) for line in f if line.strip()]
        if len(words) != len(truth):
            sys.exit(f"{base}: {len(words)} words and {len(truth)} labels")
        return list(zip(words, truth))


def speakers(name):
    """{speaker: files of a set}"""
    out = {}
    for path in sorted(glob.glob(f"{GOLD}/{name}/*.words.tsv")):
        base = path[:-len(".words.tsv")]
        out.setdefault(re.match(r"[^-]+-[^-]+", os.path.basename(base))[0], []).append(base)
    return out


def edge_errors(words):
    """{group: ms that the edges between joined words are late}, of edges that the labels have too"""
    out = {group: [] for group in GROUPS}
    for (a, (_, end)), (_, (start, _)) in zip(words, words[1:]):
        error = (a["end_us"] or 0) / 1e3 - 500 * (end + start)
        if a["edge"] in GROUPS and abs(start - end) <= TOUCH_S and abs(error) < FAR_MS:
            out[a["edge"]].append(error)
    return out


def fit(files):
    """The text of edge_bias.def; `files` are aligned without any bias."""
    lines = ["/* Printed by tests/accuracy/fit_bias.py. */"]
    found = [edge_errors(words) for words in files]
    for group, name in GROUPS.items():
        errors = [e for one in found for e in one[group]]
        drawn = statistics.median(errors) * len(errors) / (len(errors) + DRAW) if errors else 0
        lines.append(f"[{name}] = {round(drawn)},")
    return "\n".join(lines) + "\n"


def figures(files):
    errors, count = [], 0
    for word, (start, end) in (pair for words in files for pair in words):
        count += 2
        if word["start_us"] is not None:
            errors += [abs(word["start_us"] / 1e3 - start * 1e3), abs(word["end_us"] / 1e3 - end * 1e3)]
    shares = "/".join(f"{100 * sum(e <= limit for e in errors) / count:.1f}" for limit in LIMITS)
    return f"{shares} {statistics.mean(errors):.1f} ms"


def leave_one_out(drivers, plain, utterances, source):
    """For each set: without constants, with those of the other speakers, and with the source's."""
    unbiased = {speaker: [drivers.align(plain, base) for base in bases] for speaker, bases in utterances.items()}
    left_out = {}
    for speaker in utterances:
        text = fit([words for other, files in unbiased.items() if other != speaker for words in files])
        left_out[speaker] = drivers.with_constants(text, speaker)
        print(f"without {speaker}:", " ".join(text.splitlines()[1:]))
    for name in ("timit-utt", "timit-speaker"):
        files = [(speaker, base) for speaker, bases in speakers(name).items() for base in bases]
        for title, driver in (("no constants", lambda _: plain), ("speaker left out", left_out.get),
                              ("the source's", lambda _: source)):
            print(f"{name:14} {title:17}", figures([drivers.align(driver(s), base) for s, base in files]))


def main():
    if not os.path.isdir(GOLD):
        print("skipped: the labelled speech is not here")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        drivers = Driver(sys.argv[1], folder)
        plain = drivers.with_constants("", "plain")
        utterances = speakers("timit-utt")
        if "--leave-one-out" in sys.argv:
            with open(SOURCE) as f:
                leave_one_out(drivers, plain, utterances, drivers.with_constants(f.read(), "source"))
        else:
            print(fit([drivers.align(plain, base) for bases in utterances.values() for base in bases]), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
