#!/usr/bin/python3
"""The articles of samples/article: every clip that its .json names is found, and no other. usage: articles_test.py PROGRAM"""
import glob
import json
import os
import subprocess
import sys

PROGRAM = os.path.abspath(sys.argv[1])
SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../samples/article")


def differences(case, path):
    done = subprocess.run([PROGRAM, "probe", "--json", path], capture_output=True, text=True, timeout=20)
    if case.get("refused"):
        return [] if done.returncode == 3 and done.stderr else [f"exit {done.returncode} instead of 3"]
    got = json.loads(done.stdout)
    want, have = case["clips"], got["clips"]
    bad = [] if len(want) == len(have) else [f"{len(have)} clips instead of {len(want)}"]
    if case.get("title") and got["title"] != case["title"]:
        bad.append(f"title {got['title']!r} instead of {case['title']!r}")
    for i, (w, h) in enumerate(zip(want, have)):
        bad += [f"clip {i + 1} {k}: {h.get(k)!r} instead of {v!r}" for k, v in w.items() if h.get(k) != v]
    return bad


passed = failed = 0
for expected in sorted(glob.glob(os.path.join(SAMPLES, "*/*.json"))):
    with open(expected) as f:
        case = json.load(f)
    article = next(p for p in glob.glob(glob.escape(expected[:-5]) + ".*") if p != expected)
    bad = differences(case, article)
    failed += bool(bad)
    passed += not bad
    if bad:
        print(os.path.relpath(article, SAMPLES), *bad[:4], sep="\n    ")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0 or passed == 0)
