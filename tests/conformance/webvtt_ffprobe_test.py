#!/usr/bin/env python3
"""Has ffprobe read the WebVTT that capalign writes of the accepted SRT samples, and compares the times."""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

repository = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = os.path.abspath(sys.argv[1])


def read_with_ffprobe(path):
    result = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "packet=pts_time,duration_time,size", "-of",
         "json", path], capture_output=True)
    packets = json.loads(result.stdout or "{}").get("packets", [])
    return [(round(float(p["pts_time"]) * 1000), round(float(p.get("duration_time", 0)) * 1000),
             int(p["size"])) for p in packets]


def spans(path):
    result = subprocess.run([program, "convert", "-q", "--to", "json", path], capture_output=True)
    cues = json.loads(result.stdout)["cues"]
    # What ends before it starts has no duration there.
    return sorted((c["start_us"] // 1000, (c["end_us"] - c["start_us"]) // 1000,
                   len(c["text"].encode()))
                  for c in cues if c["end_us"] > c["start_us"])


if not shutil.which("ffprobe"):
    print("skipped: there is no ffprobe")
    sys.exit(77)
files = failures = 0
with tempfile.TemporaryDirectory() as folder:
    out = os.path.join(folder, "out.vtt")
    for path in sorted(glob.glob(os.path.join(repository, "samples/srt/accept/*.srt"))):
        subprocess.run([program, "convert", "-q", "--force", path, out], capture_output=True)
        if not os.path.exists(out):
            continue
        ours, theirs = spans(out), sorted(p for p in read_with_ffprobe(out) if p[1] > 0)
        if ours != theirs:
            print(f"{os.path.basename(path)}\n  capalign {ours}\n  ffprobe {theirs}")
            failures += 1
        files += 1
        os.remove(out)
print(f"{files} files, {failures} read otherwise by ffprobe")
sys.exit(1 if failures or not files else 0)
