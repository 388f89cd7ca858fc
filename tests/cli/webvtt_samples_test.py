#!/usr/bin/env python3
"""Every file of samples/webvtt: the folder states the verdict, the .json beside it what is read.
What is read is written back to the byte, and through JSON it reads the same."""
import glob
import json
import os
import subprocess
import sys
import tempfile

repository = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
samples = os.path.join(repository, "samples", "webvtt")
program = os.path.abspath(sys.argv[1])


def convert(*arguments):
    return subprocess.run([program, "convert", "--quiet", *arguments], capture_output=True)


def read(path):
    return json.loads(convert("--to", "json", path).stdout)


def flat(cue):
    cue = {**cue, **cue.get("settings", {})}
    return {k: v for k, v in cue.items() if k not in ("index", "source_line", "settings")}


def wrong_cues(expected, track):
    cues = [flat(c) for c in track["cues"]]
    if cues != expected["cues"]:
        yield f"cues {cues}"
    if track["regions"] != expected.get("regions", []):
        yield f"regions {track['regions']}"


def wrong_findings(expected, track, verdict):
    found = [{k: f[k] for k in ("code", "line", "column") if f[k]} for f in track["findings"]]
    if found != expected["findings"]:
        yield f"findings {found}"
    told = any(f["severity"] != "info" for f in track["findings"])
    if told != (verdict == "repair"):
        yield f"verdict is not {verdict}"


def wrong_output(path, expected, folder):
    source = open(path, "rb").read()
    written = convert("--to", "vtt", path).stdout
    exact = not any(f["code"] == "webvtt-encoding-invalid" for f in expected["findings"])
    if written != (source if exact else source.decode("utf-8", "replace").encode()):
        yield "is not written back as it was"
    anew = os.path.join(folder, "anew.json")
    with open(anew, "wb") as file:
        file.write(convert("--to", "json", path).stdout)
    again = os.path.join(folder, "again.vtt")
    with open(again, "wb") as file:
        file.write(convert("--to", "vtt", anew).stdout)
    yield from (f"written anew: {w}" for w in wrong_cues(expected, read(again)))


def wrong(path, folder):
    expected = json.load(open(path[:-4] + ".json"))
    verdict = os.path.basename(os.path.dirname(path))
    result = convert("--to", "json", path)
    if expected["verdict"] != verdict:
        yield "the .json states another verdict"
    elif verdict == "reject":
        if result.returncode != 3 or not result.stderr or result.stdout:
            yield f"should be refused, exit {result.returncode}"
    else:
        if result.returncode != (verdict == "repair"):
            yield f"exit {result.returncode}"
        track = json.loads(result.stdout)
        yield from wrong_cues(expected, track)
        yield from wrong_findings(expected, track, verdict)
        yield from wrong_output(path, expected, folder)


paths = sorted(glob.glob(os.path.join(samples, "*", "*.vtt")))
failures = 0
with tempfile.TemporaryDirectory() as folder:
    for path in paths:
        for what in wrong(path, folder):
            print(f"{os.path.relpath(path, repository)}: {what}")
            failures += 1
print(f"{len(paths)} samples, {failures} differences")
sys.exit(1 if failures or not paths else 0)
