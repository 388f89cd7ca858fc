#!/usr/bin/python3
"""Measures capalign align on an hour of speech against what no program can do without: decoding.

usage: tests/bench/align.py build/capalign [runs] [FOLDER]

The speech is that of tests/accuracy/speak.py (festival), encoded as AAC in MP4; FOLDER keeps it for the
next run. In turn, so that the machine's other work falls on all: ffmpeg decoding to 16 kHz mono and
nothing else (the floor), capalign on all processors, capalign on one, and, where pocketsphinx_batch is
installed, its forced alignment of the first MINUTE_S seconds, an utterance being what it is made for.
Prints medians of wall and processor time, the latter's ratio to the floor, and the peak memory: on a busy
machine the processor time is what can be compared.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
MODEL = "/usr/share/pocketsphinx/model/en-us"
MINUTE_S = 60


def run(command):
    """Wall seconds, processor seconds and peak KiB of one run, which must succeed (1: cues are doubtful)."""
    start = time.perf_counter()
    with open(os.devnull, "r+b") as null:
        child = subprocess.Popen(command, stdin=null, stdout=null, stderr=null)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if child.returncode not in (0, 1):
        sys.exit(f"failed with {child.returncode}: {' '.join(command)}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def make_speech(folder):
    wav, mp4 = os.path.join(folder, "speech.wav"), os.path.join(folder, "speech.mp4")
    if not os.path.exists(wav):
        made = subprocess.run([os.path.join(HERE, "../accuracy/speak.py"), "60", folder]).returncode
        if made:
            sys.exit(made)
    if not os.path.exists(mp4):
        subprocess.run(["ffmpeg", "-v", "error", "-i", wav, "-c:a", "aac", "-b:a", "96k", mp4], check=True)
    return wav, mp4


def pocketsphinx_command(folder, wav):
    """Aligns the words of the first MINUTE_S seconds: a grammar that has one sentence, and wide beams, for this
    version has no alignment of its own."""
    if not shutil.which("pocketsphinx_batch"):
        return None
    with open(os.path.join(folder, "speech.words.tsv")) as f:
        rows = [line.split("\t") for line in f]
    words = [r[2].strip().lower() for r in rows if float(r[1]) < MINUTE_S]
    part = os.path.join(folder, "minute")
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", wav, "-t", str(MINUTE_S), part + ".wav"], check=True)
    with open(part + ".ctl", "w") as f:
        f.write("minute\n")
    with open(part + ".jsgf", "w") as f:
        f.write("#JSGF V1.0;\ngrammar minute;\npublic <text> = " + " ".join(words) + ";\n")
    return ["pocketsphinx_batch", "-hmm", MODEL + "/en-us", "-dict", MODEL + "/cmudict-en-us.dict", "-adcin", "yes",
            "-cepdir", folder, "-cepext", ".wav", "-ctl", part + ".ctl", "-jsgf", part + ".jsgf", "-beam", "1e-80",
            "-wbeam", "1e-60", "-pbeam", "1e-80", "-hypseg", part + ".seg"]


def main():
    program = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    if not shutil.which("ffmpeg") or not shutil.which("festival"):
        print("skipped: ffmpeg and festival are needed")
        return 77
    with tempfile.TemporaryDirectory() as temporary:
        folder = sys.argv[3] if len(sys.argv) > 3 else temporary
        wav, mp4 = make_speech(folder)
        align = [program, "align", "--quiet", mp4, os.path.join(folder, "speech.txt"), "--lang", "en",
                 "--words-json", os.path.join(temporary, "words.json"), "--force"]
        commands = {
            "ffmpeg, decoding only": ["ffmpeg", "-v", "error", "-nostdin", "-i", mp4, "-ar", "16000", "-ac", "1", "-f",
                                      "null", "-"],
            "capalign align": align,
            "capalign align, one processor": ["taskset", "-c", "0", *align],
        }
        sphinx = pocketsphinx_command(folder, wav)
        if sphinx:
            commands[f"pocketsphinx_batch, {MINUTE_S} s only"] = sphinx
        results = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                results[name].append(run(command))
        floor = statistics.median(cpu for _, cpu, _ in results["ffmpeg, decoding only"])
        print(f"60 min, median of {runs} runs; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        print(f"{'':32} {'wall s':>8} {'cpu s':>8} {'x floor':>8} {'MiB':>8}")
        for name, taken in results.items():
            wall, cpu = (statistics.median(r[k] for r in taken) for k in (0, 1))
            print(f"{name:32} {wall:8.2f} {cpu:8.2f} {cpu / floor:8.2f} {max(r[2] for r in taken) / 1024:8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
