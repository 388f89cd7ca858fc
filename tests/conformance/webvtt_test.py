#!/usr/bin/env python3
"""Runs the shared WebVTT cases through the program: tools/check_tracks.py of the shared folder."""
import os
import subprocess
import sys

repository = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
shared = os.environ.get("CAPALIGN_SHARED") or os.path.join(repository, os.pardir, "shared")
checker = os.path.join(shared, "tools", "check_tracks.py")
cases = os.path.join(shared, "cases", "webvtt")
if not os.path.exists(checker) or not os.path.isdir(cases):
    print("skipped: the shared WebVTT cases are not here; set CAPALIGN_SHARED")
    sys.exit(77)
program = os.path.abspath(sys.argv[1])
command = [sys.executable, checker, "--cmd", f"'{program}' convert --to json {{}}", cases]
sys.exit(subprocess.run(command).returncode)
