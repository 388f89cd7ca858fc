#!/usr/bin/python3
"""Runs the project's shared cases with their own tools where they are there. usage: shared_test.py PROGRAM"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("CAPALIGN_SHARED") or os.path.join(HERE, "../../../shared")
PROGRAM = os.path.abspath(sys.argv[1])
RUNS = [
    ("check_tracks.py", [f"{PROGRAM} convert --to json {{}}"], "cases/srt"),
    ("check_tracks.py", [f"{PROGRAM} convert --to json {{}}"], "cases/webvtt"),
    ("check_articles.py", [f"{PROGRAM} probe --json {{}}"], "cases/articles/text"),
    ("check_articles.py", [f"{PROGRAM} probe --json {{}}"], "cases/articles/html"),
    ("check_articles.py", [f"{PROGRAM} link --problem {{}} --json", "--links"], "cases/articles/links"),
]

if not os.path.isdir(os.path.join(SHARED, "cases")):
    print("skipped: the shared cases are not here")
    sys.exit(77)
failed = False
for tool, (command, *more), folder in RUNS:
    done = subprocess.run([sys.executable, os.path.join(SHARED, "tools", tool), "--cmd", command, *more,
                           os.path.join(SHARED, folder)])
    failed |= done.returncode != 0
sys.exit(failed)
