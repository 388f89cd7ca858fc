#!/usr/bin/env python3
"""Measures capalign check against readers of the same file, and over many small files.

usage: tests/bench/check.py build/capalign [runs]

1. 200,000 cues of SRT with all rules, against ffmpeg reading the file and dropping it, and against python3-srt
   parsing it: all three in turn, medians and ratios.
2. 10,000 files of 20 cues each, with one thread and with as many as there are processors, against `cat` of all.
Writes nothing but temporary files.
"""
import os
import statistics
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import convert  # its captions and its stopwatch

FILES, CUES_A_FILE = 10_000, 20


def medians(commands, runs):
    times = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(convert.run(command))
    return {name: (statistics.median(s for s, _ in t), max(m for _, m in t) / 1024) for name, t in times.items()}


def table(title, results, base):
    print(title)
    for name, (seconds, memory) in results.items():
        print(f"  {name:<28} {seconds:7.3f} s {memory:7.1f} MiB   {seconds / results[base][0]:6.1f} x")


def big_file(program, folder, runs):
    source = os.path.join(folder, "big.srt")
    # clean cues, so that reading and the rules are measured and not the report
    convert.write_captions(source, 1600, 1500)
    table("200,000 cues, all rules", medians({
        "capalign check": [program, "check", "--quiet", source],
        "ffmpeg -f null": ["ffmpeg", "-nostdin", "-loglevel", "error", "-i", source, "-map", "0", "-c", "copy", "-f", "null",
                           "-"],
        "python3-srt": ["/usr/bin/python3", "-c", f"import srt; list(srt.parse(open({source!r})))"],
    }, runs), "capalign check")


def small_files(program, folder, runs):
    many = os.path.join(folder, "many")
    for i in range(FILES):
        os.makedirs(os.path.join(many, f"{i // 100:03}"), exist_ok=True)
        with open(os.path.join(many, f"{i // 100:03}", f"{i:05}.srt"), "w", encoding="ascii") as out:
            for k in range(CUES_A_FILE):
                out.write(f"{k + 1}\n{convert.clock(k * 2000)} --> {convert.clock(k * 2000 + 1900)}\nSome words here\n\n")
    table(f"{FILES} files of {CUES_A_FILE} cues", medians({
        "capalign check": [program, "check", "--quiet", many],
        "capalign check --jobs 1": [program, "check", "--quiet", "--jobs", "1", many],
        "cat": ["sh", "-c", f"find {many} -name '*.srt' -print0 | xargs -0 cat >/dev/null"],
    }, runs), "capalign check")


def main():
    program = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        big_file(program, folder, runs)
        small_files(program, folder, runs)


main()
