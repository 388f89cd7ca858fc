#!/usr/bin/python3
"""Measures the alignment on human speech and keeps the results.

usage: measure_test.py PROGRAM            compares with results.csv, as the tests do: a drop of over 1 point fails,
                                          in small sets one of over two edges
       measure_test.py PROGRAM --write    writes results.csv anew

Human speech is in the project's shared folder (CAPALIGN_SHARED, or ../shared beside the repository), which is not part
of it: exits 77 where it is not there.
"""
import os
import re
import subprocess
import sys

import results

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("CAPALIGN_SHARED") or os.path.join(HERE, "../../../shared")
SETS = ["timit-utt", "timit-speaker", "timit-long", "timit-video", "timit-damaged", "timit-noise",
        "phrases", "emu-ae", "small"]
EACH = ["timit-noise", "phrases"]  # whose files, of different noises and languages, have rows of their own


def read_line(name, line):
    """a row out of a line of the scorer's, or None"""
    found = re.search(r"(\d+) gold, \d+ matched, (\d+) missing, invented (\d+)/\d+.*?ms ([\d./]+) % \| mean ([\d.]+)", line)
    if not found:
        return None
    gold, missing, invented, shares, mean = found.groups()
    a, _, c, d, e = shares.split("/")
    return dict(zip(results.FIELDS, [name, gold, missing, invented, a, c, d, e, mean]))


def measure(program, name):
    """the set's row, after those of its files where they have rows"""
    command = f"{program} align --quiet --force --lang {{lang}} --words-json - {{audio}} {{text}}"
    done = subprocess.run([sys.executable, os.path.join(SHARED, "tools/score_alignment.py"), "-v", "--cmd", command,
                           os.path.join(SHARED, "gold", name)], capture_output=True, text=True)
    rows = []
    for line in done.stdout.splitlines():
        part = line.split(":")[0]
        row = read_line(name if part == name else f"{name}/{part}", line)
        if row and (part == name or name in EACH):
            rows.append(row)
    if not rows or rows[-1]["set"] != name:
        sys.exit(f"{name}: {(done.stdout + done.stderr)[-300:]}")
    return rows


def main():
    program = os.path.abspath(sys.argv[1])
    if not os.path.isdir(os.path.join(SHARED, "gold")):
        print("skipped: the labelled speech is not here")
        sys.exit(77)
    rows = [row for name in SETS for row in measure(program, name)]
    if "--write" in sys.argv:
        results.write(rows, lambda name: not name.startswith(results.OTHERS))
        return
    failed = list(results.drops(rows))
    print("\n".join([*failed, f"{len(rows)} sets and files, {len(failed)} drops"]))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
