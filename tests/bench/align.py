#!/usr/bin/python3
"""Measures capalign align on an hour of speech against what no program can do without: decoding.

usage: tests/bench/align.py build/capalign [runs] [FOLDER] [PLAIN]

The speech is that of tests/accuracy/speak.py (festival), encoded as AAC in MP4; FOLDER keeps it for the
next run. In turn, so that the machine's other work falls on all: ffmpeg decoding to 16 kHz mono and
nothing else (the floor), capalign on all processors, on one, and on the same hour as WAV, clean and with
white noise; PLAIN, the program of a build for plain x86-64 (cmake -DCAPALIGN_AVX2=OFF
-DCMAKE_C_FLAGS=-march=x86-64); and, where pocketsphinx_batch is installed, its forced alignment of the
first MINUTE_S seconds, an utterance being what it is made for, beside capalign's.
Prints medians of wall and processor time, the latter's ratio to the floor, the peak memory, and of what
was aligned the words without a time and the mean error of starts and ends against the synthesiser's: on
a busy machine the processor time is what can be compared.
"""
import json
import os
import re
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


def mean_volume(path):
    """In dB of full scale."""
    done = subprocess.run(["ffmpeg", "-nostdin", "-i", path, "-af", "volumedetect", "-f", "null", "-"], capture_output=True,
                          text=True, check=True)
    return float(re.search(r"mean_volume: (\S+) dB", done.stderr).group(1))


def add_noise(folder, wav, level_db):
    """The speech with white noise so much below it, the same on every run."""
    noise, mixed = os.path.join(folder, "noise.wav"), os.path.join(folder, f"white-{level_db}.wav")
    if os.path.exists(mixed):
        return mixed
    if not os.path.exists(noise):
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "anoisesrc=r=16000:a=0.5:seed=1:d=3700", noise],
                       check=True)
    gain = mean_volume(wav) - level_db - mean_volume(noise)
    mix = f"[1:a]volume={gain}dB[n];[0:a][n]amix=inputs=2:duration=first:normalize=0"
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", wav, "-i", noise, "-filter_complex", mix, mixed], check=True)
    return mixed


def true_words(folder):
    with open(os.path.join(folder, "speech.words.tsv")) as f:
        return [(float(a), float(b), word.strip().lower()) for a, b, word in (line.split("\t") for line in f)]


def judge(found, truth):
    """Words without a time, and the mean error in ms of the others' starts and ends."""
    off = [abs(f[k] - t[k]) for f, t in zip(found, truth) if f for k in (0, 1)]
    return f"{sum(not f for f in found)} missing, {1000 * sum(off) / max(len(off), 1):.1f} ms"


def capalign_words(path):
    with open(path) as f:
        return [(w["start_us"] / 1e6, w["end_us"] / 1e6) if w["start_us"] is not None else None
                for w in json.load(f)["words"]]


def pocketsphinx_words(path):
    """Of a line of -hypseg: groups of first frame, two scores and a word, and the number of frames in the end."""
    with open(path) as f:
        fields = f.read().split()
    at = fields.index("L") + 2
    groups = [fields[k:k + 4] for k in range(at, len(fields) - 1, 4)]
    starts = [int(g[0]) / 100 for g in groups] + [int(fields[-1]) / 100]
    return [(starts[i], starts[i + 1]) for i, g in enumerate(groups) if g[3][0] not in "<("]


def make_minute(folder, wav, words):
    """The first MINUTE_S seconds as a file of their own, with what is said in them. Returns the stem."""
    part = os.path.join(folder, "minute")
    end = words[-1][1] + 0.1
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", wav, "-t", str(end), part + ".wav"], check=True)
    with open(part + ".txt", "w") as f:
        f.write(" ".join(w[2] for w in words) + "\n")
    return part


def pocketsphinx_command(folder, part, words):
    """A grammar that has one sentence, and wide beams, for this version has no alignment of its own."""
    if not shutil.which("pocketsphinx_batch"):
        return None
    with open(part + ".ctl", "w") as f:
        f.write("minute\n")
    with open(part + ".jsgf", "w") as f:
        f.write("#JSGF V1.0;\ngrammar minute;\npublic <text> = " + " ".join(w[2] for w in words) + ";\n")
    return ["pocketsphinx_batch", "-hmm", MODEL + "/en-us", "-dict", MODEL + "/cmudict-en-us.dict", "-adcin", "yes",
            "-cepdir", folder, "-cepext", ".wav", "-ctl", part + ".ctl", "-jsgf", part + ".jsgf", "-beam", "1e-80",
            "-wbeam", "1e-60", "-pbeam", "1e-80", "-remove_silence", "no", "-hypseg", part + ".seg"]  # else times shrink


def align_command(program, sound, text, out):
    return [program, "align", "--quiet", "--force", "--lang", "en", sound, text, "--words-json", out]


def plan(program, plain, folder, temporary):
    """Rows by name: the command, and what tells how right it was."""
    wav, mp4 = make_speech(folder)
    text, truth = os.path.join(folder, "speech.txt"), true_words(folder)
    first = [w for w in truth if w[1] < MINUTE_S]
    part = make_minute(folder, wav, first)
    rows = {"ffmpeg, decoding only": (["ffmpeg", "-v", "error", "-nostdin", "-i", mp4, "-ar", "16000", "-ac", "1", "-f",
                                       "null", "-"], None)}

    def add(name, who, sound, words, said, prefix=()):
        out = os.path.join(temporary, f"{len(rows)}.json")
        rows[name] = ([*prefix, *align_command(who, sound, said, out)], lambda: judge(capalign_words(out), words))

    add("capalign align", program, mp4, truth, text)
    add("capalign align, one processor", program, mp4, truth, text, ("taskset", "-c", "0"))
    add("the hour as WAV", program, wav, truth, text)
    if plain:
        add("the WAV, built for plain x86-64", plain, wav, truth, text)
    for level_db in (20, 10):
        add(f"the WAV, white noise {level_db} dB", program, add_noise(folder, wav, level_db), truth, text)
    add(f"capalign align, {MINUTE_S} s only", program, part + ".wav", first, part + ".txt")
    sphinx = pocketsphinx_command(folder, part, first)
    if sphinx:
        rows[f"pocketsphinx_batch, {MINUTE_S} s only"] = (sphinx, lambda: judge(pocketsphinx_words(part + ".seg"), first))
    return rows


def report(rows, results, runs):
    floor = statistics.median(cpu for _, cpu, _ in results["ffmpeg, decoding only"])
    print(f"60 min, median of {runs} runs; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'':32} {'wall s':>8} {'cpu s':>8} {'x floor':>8} {'MiB':>8}")
    for name, taken in results.items():
        wall, cpu = (statistics.median(r[k] for r in taken) for k in (0, 1))
        right = rows[name][1]
        print(f"{name:32} {wall:8.2f} {cpu:8.2f} {cpu / floor:8.2f} {max(r[2] for r in taken) / 1024:8.1f}  "
              f"{right() if right else ''}")


def main():
    program = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    plain = os.path.abspath(sys.argv[4]) if len(sys.argv) > 4 else None
    if not shutil.which("ffmpeg") or not shutil.which("festival"):
        print("skipped: ffmpeg and festival are needed")
        return 77
    with tempfile.TemporaryDirectory() as temporary:
        folder = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else temporary
        rows = plan(program, plain, folder, temporary)
        results = {name: [] for name in rows}
        for _ in range(runs):
            for name, (command, _) in rows.items():
                results[name].append(run(command))
        report(rows, results, runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
