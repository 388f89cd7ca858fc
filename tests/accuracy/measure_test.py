#!/usr/bin/python3
"""Measures the alignment on human speech and keeps the results.

usage: measure_test.py PROGRAM            compares with results.csv, as the tests do: a drop of over 1 point fails,
                                          in small sets one of over two edges
       measure_test.py PROGRAM --write    writes results.csv anew

Human speech is in the project's shared folder (CAPALIGN_SHARED, or ../shared beside the repository), which is not part
of it: exits 77 where it is not there.
"""
import csv
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("CAPALIGN_SHARED") or os.path.join(HERE, "../../../shared")
RESULTS = os.path.join(HERE, "results.csv")
SETS = ["timit-utt", "timit-speaker", "timit-long", "timit-video", "timit-damaged", "timit-noise",
        "phrases", "emu-ae", "small"]
EACH = ["timit-noise", "phrases"]  # whose files, of different noises and languages, have rows of their own
FIELDS = ["set", "gold", "missing", "invented", "within_10", "within_25", "within_50", "within_100", "mean_ms"]
DROP = 1.0  # points; under the noise of one standard error on these sets


def read_line(name, line):
    """a row out of a line of the scorer's, or None"""
    found = re.search(r"(\d+) gold, \d+ matched, (\d+) missing, invented (\d+)/\d+.*?ms ([\d./]+) % \| mean ([\d.]+)", line)
    if not found:
        return None
    gold, missing, invented, shares, mean = found.groups()
    a, _, c, d, e = shares.split("/")
    return dict(zip(FIELDS, [name, gold, missing, invented, a, c, d, e, mean]))


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
        with open(RESULTS) as f:  # confidence.py's rows stay
            reader = csv.DictReader(f)
            fields, rows = reader.fieldnames, rows + [r for r in reader if r["set"].startswith(("confidence-", "cross-"))]
        rows.sort(key=lambda r: r["set"])
        with open(RESULTS, "w", newline="") as f:
            writer = csv.DictWriter(f, fields, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return
    with open(RESULTS) as f:
        kept = {r["set"]: r for r in csv.DictReader(f)}
    failed = 0
    for row in rows:
        drop = max(DROP, 100 / int(row["gold"]))
        for field in ("within_25", "within_100"):
            if float(row[field]) < float(kept[row["set"]][field]) - drop:
                print(f"{row['set']}: {field} fell from {kept[row['set']][field]} to {row[field]}")
                failed += 1
    print(f"{len(rows)} sets and files, {failed} drops")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
