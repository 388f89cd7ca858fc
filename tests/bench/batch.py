#!/usr/bin/env python3
"""Measures capalign batch: what a job costs besides its own time, a run in which all is done, and two jobs at once.

usage: tests/bench/batch.py build/capalign [runs [part...]]

1. 1,000 conversions of a small file, one at a time, against a shell loop over the same commands.
2. 10,000 conversions that are done already.
3. 8 alignments of a sample clip with one job at a time, and with two.
4. many: 10,000 and 100,000 jobs that are done: skipped, planned and listed, with the most memory that each took.
   Only where it is named, since making them takes minutes (TMPDIR says where).
The parts are overhead, done, two and many. Medians; writes nothing but temporary files.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../samples/bridge/media")
CAPTIONS = "1\n00:00:01,000 --> 00:00:03,000\nHello there\n"


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def median(runs, command, target=None):
    times = []
    for _ in range(runs):
        if target:
            shutil.rmtree(target, ignore_errors=True)
        times.append(seconds(command))
    return statistics.median(times)


def captions(folder, count):
    for i in range(count):
        os.makedirs(os.path.join(folder, f"{i // 500:03}"), exist_ok=True)
        with open(os.path.join(folder, f"{i // 500:03}", f"{i:05}.srt"), "w", encoding="ascii") as out:
            out.write(CAPTIONS)


def overhead(program, folder, runs):
    source, target = os.path.join(folder, "thousand"), os.path.join(folder, "out1")
    captions(source, 1000)
    batch = median(runs, [program, "batch", "convert", source, "-o", target, "-j1", "-q", "--pass=--quiet"], target)
    loop = median(runs, ["sh", "-c", f"mkdir -p {target}; for f in {source}/*/*.srt; do "
                                     f"{program} convert -q $f {target}/$(basename $f .srt).vtt; done"], target)
    print(f"1,000 jobs {batch:.2f} s, a shell loop {loop:.2f} s: {batch - loop:+.2f} ms a job besides its own time")


def done(program, folder, runs):
    source, target = os.path.join(folder, "many"), os.path.join(folder, "out2")
    captions(source, 10000)
    command = [program, "batch", "convert", source, "-o", target, "-q"]
    seconds(command)
    print(f"10,000 jobs that are done: {median(runs, command):.2f} s")


def two_at_once(program, folder, runs):
    source, target = os.path.join(folder, "clips"), os.path.join(folder, "out3")
    os.mkdir(source)
    for i in range(8):
        for extension in "mp4", "txt":
            shutil.copy(os.path.join(SAMPLES, f"ferry-timetable.{extension}"), os.path.join(source, f"{i}.{extension}"))
    times = [median(runs, [program, "batch", "align", source, "-o", target, "-q", f"-j{jobs}"], target) for jobs in (1, 2)]
    print(f"8 alignments: one at a time {times[0]:.2f} s, two {times[1]:.2f} s: {times[0] / times[1]:.2f} times as fast")


def peak(command):
    """Seconds, and the MiB that the process took at most (its workers are not counted). From /proc, every few
    milliseconds: what wait4 tells begins with the size of the process that started it."""
    most, start = 0, time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        with open(f"/proc/{process.pid}/status", encoding="ascii", errors="replace") as status:
            most = max([most] + [int(line.split()[1]) for line in status if line.startswith("VmHWM:")])
        time.sleep(0.003)
    return time.perf_counter() - start, most / 1024


def many(program, folder, runs):
    for count in (10000, 100000):
        source, target = os.path.join(folder, f"in{count}"), os.path.join(folder, f"out{count}")
        captions(source, count)
        command = [program, "batch", "convert", source, "-o", target, "-q"]
        print(f"{count} jobs done in {seconds(command):.0f} s")
        for name, asked in (("skipped", command), ("planned, --dry-run", command + ["--dry-run"]),
                            ("counted, status", [program, "batch", "status", target]),
                            ("listed, report --format json", [program, "batch", "report", target, "--format", "json"])):
            took = [peak(asked) for _ in range(runs)]
            print(f"  {name}: {statistics.median(t for t, _ in took):.2f} s, {max(m for _, m in took):.1f} MiB")


def main():
    program = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    parts = {"overhead": overhead, "done": done, "two": two_at_once, "many": many}
    with tempfile.TemporaryDirectory() as folder:
        for part in sys.argv[3:] or ("overhead", "done", "two"):
            parts[part](program, folder, runs)


main()
