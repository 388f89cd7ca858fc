#!/usr/bin/python3
"""Measures the alignment on made speech, whose times the synthesiser itself says, and keeps the results.

usage: voices_test.py PROGRAM                     10 minutes of two voices, as the tests do, compared with results.csv
       voices_test.py PROGRAM --write [VOICE...]  10 and 60 minutes of these voices or of all: writes their rows
       voices_test.py PROGRAM --page              the same of all voices, with pocketsphinx beside them, and writes the
                                                  table of docs/edges.md, too

Exits 77 where no voice is installed. CAPALIGN_NIGHTLY=1 compares all voices and lengths. docs/edges.md tells how far
the times of each voice are those of its sound (edges.py).
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import wave

import results
import speak
import voices
from edges import align, read_rows

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../bench"))
import align as bench  # noqa: E402 -- as the benchmark runs pocketsphinx

VOICES = ["flite-awb", "flite-rms", "flite-slt", "flite-kal16", "kal_diphone"]
SHORT = ["flite-rms", "flite-kal16"]  # one made of frames, one of recorded pieces
MINUTES = (10, 60)
PIECE_MS = 60_000  # pocketsphinx aligns an utterance at a time


def errors_of(found, words):
    """ms that the starts and the ends of the words found are late"""
    pairs = [(f, w) for f, w in zip(found, words) if f]
    return [f[0] - w[0] for f, w in pairs], [f[1] - w[1] for f, w in pairs]


def within(found, words):
    """% of all edges, a missing one being none of them, for each limit"""
    off = [abs(e) for errors in errors_of(found, words) for e in errors]
    return [f"{100 * sum(e <= limit for e in off) / (2 * len(words)):.1f}" for limit in results.LIMITS]


def mean_error(found, words):
    return f"{statistics.fmean(abs(e) for errors in errors_of(found, words) for e in errors):.1f}"


def result_row(name, found, words):
    figures = [len(words), found.count(None), 0, *within(found, words), mean_error(found, words)]
    return {field: str(x) for field, x in zip(results.FIELDS, [name, *figures])}


def table_row(name, who, found, words):
    bias = [f"{statistics.fmean(errors):+.1f}" for errors in errors_of(found, words)]
    return (f"| {name} | {who} | {len(words)} | {found.count(None)} | {' / '.join(within(found, words))} | "
            f"{mean_error(found, words)} | {' / '.join(bias)} |")


def pieces(words, lines):
    """(first, last + 1) of the words of as many sentences as fit into PIECE_MS"""
    first = at = 0
    for line in lines:
        end = at + len(line.split())
        if at > first and words[end - 1][1] - words[first][0] > PIECE_MS:
            yield first, at
            first = at
        at = end
    yield first, at


def pocketsphinx(folder, words):
    """Its words, in ms; a piece in which it does not find all has none."""
    found = []
    with open(f"{folder}/speech.txt") as f, wave.open(f"{folder}/speech.wav") as sound:
        for first, last in pieces(words, f.read().splitlines()):
            after = words[last][0] if last < len(words) else 1000 * sound.getnframes() / voices.RATE
            start = (words[first - 1][1] + words[first][0]) / 2 if first else 0
            end = (words[last - 1][1] + after) / 2
            found += align_piece(folder, sound, start, end, words[first:last])
    return found


def align_piece(folder, sound, start, end, words):
    part, begin = os.path.join(folder, "minute"), round(start * voices.RATE / 1000)
    sound.setpos(begin)
    with wave.open(part + ".wav", "wb") as out:
        out.setparams((1, 2, voices.RATE, 0, "NONE", ""))
        out.writeframes(sound.readframes(round(end * voices.RATE / 1000) - begin))
    with open(part + ".seg", "w"):
        pass
    subprocess.run(bench.pocketsphinx_command(folder, part, [(a, b, w.lower()) for a, b, w in words]), check=True,
                   capture_output=True)
    with open(part + ".seg") as f:
        found = bench.pocketsphinx_words(part + ".seg") if "L" in f.read().split() else []
    return [(start + 1000 * a, start + 1000 * b) for a, b in found] if len(found) == len(words) else [None] * len(words)


def measure(program, voice, minutes, with_pocketsphinx):
    """The row, and lines of the table."""
    with tempfile.TemporaryDirectory() as folder:
        speak.make(minutes, folder, voice)
        words = read_rows(f"{folder}/speech.words.tsv")
        found = align(program, f"{folder}/speech", f"{folder}/speech.wav")
        if len(found) != len(words):
            sys.exit(f"{voice}: {len(found)} words, but {len(words)} are labelled")
        name = f"{voice}, {minutes} min"
        lines = [table_row(name, "capalign", found, words)]
        if with_pocketsphinx and shutil.which("pocketsphinx_batch"):
            lines.append(table_row(name, "pocketsphinx", pocketsphinx(folder, words), words))
        return result_row(f"made-{voice}-{minutes}min", found, words), lines


def measure_all(program, names, lengths, with_pocketsphinx=False):
    rows, lines = [], []
    for name in names:
        for minutes in lengths:
            try:
                row, more = measure(program, name, minutes, with_pocketsphinx)
            except voices.Unavailable as error:
                print(f"{name} is left out: {error}")
                continue
            rows.append(row)
            lines += more
    return rows, lines


def write(program, names, page):
    rows, lines = measure_all(program, names, MINUTES, with_pocketsphinx=page)
    table = "\n".join(["| voice | program | words | missing | within 10/25/50/100 ms, % | mean ms | starts / ends late by |",
                       "|---|---|---|---|---|---|---|", *lines])
    print(table)
    results.write(rows, lambda name: name in {row["set"] for row in rows})
    if page:
        results.write_page("voices_test.py", table)


def main():
    program = os.path.abspath(sys.argv[1])
    page = "--page" in sys.argv
    if page or "--write" in sys.argv:
        write(program, [a for a in sys.argv[2:] if not a.startswith("--")] or VOICES, page)
        return
    nightly = os.environ.get("CAPALIGN_NIGHTLY") == "1"
    rows, _ = measure_all(program, VOICES if nightly else SHORT, MINUTES if nightly else MINUTES[:1])
    if not rows:
        print("skipped: there is no voice")
        sys.exit(77)
    failed = list(results.drops(rows))
    print("\n".join([*failed, f"{len(rows)} voices and lengths, {len(failed)} drops"]))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
