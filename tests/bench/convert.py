#!/usr/bin/env python3
"""Measures capalign convert against ffmpeg on 200,000 cues (12 MB of SRT) to WebVTT.

usage: tests/bench/convert.py build/capalign [runs]

Both run in turn, so that the machine's other work falls on both. Prints the median wall times, their
ratio and the peak memory (ru_maxrss of the process). Writes nothing but temporary files.
"""
import os
import shutil
import statistics
import sys
import tempfile
import time

CUES = 200_000
WORDS = "the quick brown fox jumps over a lazy dog while captions are read by people".split()


def clock(ms):
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{ms:03}"


def write_captions(path, every_ms=1000, shown_ms=900):
    with open(path, "w", encoding="ascii") as out:
        for i in range(CUES):
            text = " ".join(WORDS[(i * 7 + k) % len(WORDS)] for k in range(5))
            out.write(f"{i + 1}\n{clock(i * every_ms)} --> {clock(i * every_ms + shown_ms)}\n{text}\n\n")


def run(command):
    """Wall seconds and peak KiB of one run, which must succeed."""
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return seconds, usage.ru_maxrss


def main():
    program = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    if not shutil.which("ffmpeg"):
        print("skipped: there is no ffmpeg here")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "in.srt")
        write_captions(source)
        ours, theirs = [], []
        for _ in range(runs):
            target = os.path.join(folder, "out.vtt")
            if os.path.exists(target):
                os.remove(target)
            ours.append(run([program, "convert", source, target]))
            theirs.append(run(["ffmpeg", "-nostdin", "-y", "-loglevel", "error", "-i", source,
                               os.path.join(folder, "ffmpeg.vtt")]))
        mine, other = (statistics.median(s for s, _ in r) for r in (ours, theirs))
        print(f"{CUES} cues, {os.path.getsize(source) / 1e6:.1f} MB, median of {runs} runs")
        print(f"capalign {mine:.3f} s, {max(m for _, m in ours) / 1024:.1f} MiB")
        print(f"ffmpeg   {other:.3f} s, {max(m for _, m in theirs) / 1024:.1f} MiB")
        print(f"ratio    {other / mine:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
