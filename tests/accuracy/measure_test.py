#!/usr/bin/python3
"""Measures the alignment on human speech and keeps the results.

usage: measure_test.py PROGRAM            compares with results.csv, as the tests do: a drop of over 1 point fails
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
FIELDS = ["set", "gold", "missing", "invented", "within_10", "within_25", "within_50", "within_100", "mean_ms"]
DROP = 1.0  # points; under the noise of one standard error on these sets


def measure(program, name, target):
    command = f"{program} align --quiet --force --lang {{lang}} --words-json - {{audio}} {{text}}"
    done = subprocess.run([sys.executable, os.path.join(SHARED, "tools/score_alignment.py"), "--cmd", command, *target],
                          capture_output=True, text=True)
    last = (done.stdout.strip().splitlines() or [""])[-1]
    found = re.search(r"(\d+) gold, (\d+) matched, (\d+) missing, invented (\d+)/\d+.*?ms ([\d./]+) % \| mean ([\d.]+)", last)
    if not found:
        sys.exit(f"{name}: {last or done.stderr[-300:]}")
    gold, _, missing, invented, shares, mean = found.groups()
    a, _, c, d, e = shares.split("/")
    return dict(zip(FIELDS, [name, gold, missing, invented, a, c, d, e, mean]))


def main():
    program = os.path.abspath(sys.argv[1])
    if not os.path.isdir(os.path.join(SHARED, "gold")):
        print("skipped: the labelled speech is not here")
        sys.exit(77)
    rows = [measure(program, name, [os.path.join(SHARED, "gold", name)]) for name in SETS]
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
        for field in ("within_25", "within_100"):
            if float(row[field]) < float(kept[row["set"]][field]) - DROP:
                print(f"{row['set']}: {field} fell from {kept[row['set']][field]} to {row[field]}")
                failed += 1
    print(f"{len(rows) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
