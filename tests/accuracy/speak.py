#!/usr/bin/python3
"""Makes speech with known word times: a text of our own grammar, spoken by festival.

usage: speak.py MINUTES FOLDER [VOICE]

Writes FOLDER/speech.wav (16 kHz, mono), speech.txt (one sentence a line) and speech.words.tsv (start s,
end s, word: the synthesiser's own times). The text is the same on every run. VOICE is a festival voice,
kal_diphone by default; cmu_us_slt_arctic_hts is another. Exits 77 where festival or the voice is missing.
"""
import os
import subprocess
import sys
import tempfile
import wave

PLACES = "harbour quay market bridge station valley library garden workshop tower island school village forest".split()
PEOPLE = "captain baker teacher engineer pilot farmer doctor carpenter painter singer mayor fisherman gardener nurse".split()
THINGS = "lantern engine basket letter compass window ladder blanket kettle barrel ticket hammer mirror anchor".split()
ADJECTIVES = "narrow quiet heavy early painted broken northern careful wooden silver distant friendly empty bright".split()
VERBS = "carried repaired noticed borrowed painted measured followed counted opened weighed described finished promised found".split()
TIMES = ["in the morning", "after the storm", "before noon", "every other day", "at the end of the week", "late in spring",
         "when the bell rang", "during the winter", "on the first of May", "without a word", "as soon as it was light"]
TAILS = ["and nobody complained", "because the road was closed", "although it rained", "so the others could rest",
         "but the price was too high", "while the children watched", "and then walked home", "which surprised us all"]


def pick(words, state):
    """The next word, by a linear congruential generator (Numerical Recipes): no run differs."""
    state[0] = (state[0] * 1664525 + 1013904223) % 2**32
    return words[(state[0] >> 16) % len(words)]


def sentences():
    s = [20]
    while True:
        yield f"The {pick(ADJECTIVES, s)} {pick(PEOPLE, s)} {pick(VERBS, s)} the {pick(THINGS, s)} {pick(TIMES, s)}."
        yield (f"Near the {pick(PLACES, s)} a {pick(PEOPLE, s)} {pick(VERBS, s)} one {pick(ADJECTIVES, s)} {pick(THINGS, s)}, "
               f"{pick(TAILS, s)}.")
        yield f"{pick(TIMES, s).capitalize()}, the {pick(PLACES, s)} was {pick(ADJECTIVES, s)}, {pick(TAILS, s)}."
        yield f"Our {pick(PEOPLE, s)} {pick(VERBS, s)} it."


SCRIPT = """(voice_%s)
(define (say text file)
  (let ((u (eval (list 'Utterance 'Text text))))
    (utt.synth u)
    (utt.wave.resample u 16000)
    (utt.save.wave u file 'riff)
    (mapcar (lambda (w) (format t "%%s\\t%%f\\t%%f\\n" (item.name w) (item.feat w "word_start") (item.feat w "word_end")))
            (utt.relation.items u 'Word))
    (format t "END\\n")))
"""


def speak(texts, folder, voice):
    """Speaks a batch; gives for each text the words with their times, and its samples."""
    script = SCRIPT % voice + "".join(f'(say "{t}" "{folder}/part{i}.wav")\n' for i, t in enumerate(texts))
    path = os.path.join(folder, "say.scm")
    with open(path, "w") as f:
        f.write(script)
    out = subprocess.run(["festival", "-b", path], capture_output=True, text=True)
    parts = out.stdout.split("END\n")[:-1]
    if len(parts) != len(texts):
        sys.exit(f"festival: {out.stderr[:300] or 'no answer'}")
    for i, part in enumerate(parts):
        rows = [line.split("\t") for line in part.splitlines()]
        name = f"{folder}/part{i}.wav"
        with wave.open(name) as w:
            sound = w.readframes(w.getnframes())
        os.remove(name)
        yield [(float(a), float(b), word) for word, a, b in rows], sound
    os.remove(path)


def main():
    minutes, folder = float(sys.argv[1]), sys.argv[2]
    voice = sys.argv[3] if len(sys.argv) > 3 else "kal_diphone"
    os.makedirs(folder, exist_ok=True)
    source, done = sentences(), 0
    work = tempfile.TemporaryDirectory()
    with wave.open(f"{folder}/speech.wav", "wb") as out, open(f"{folder}/speech.txt", "w") as text, \
            open(f"{folder}/speech.words.tsv", "w") as truth:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16000)
        while done < minutes * 60 * 16000:
            batch = [next(source) for _ in range(100)]
            for sentence, (words, sound) in zip(batch, speak(batch, work.name, voice)):
                out.writeframes(sound)
                text.write(sentence + "\n")
                for start, end, word in words:
                    truth.write(f"{start + done / 16000:.4f}\t{end + done / 16000:.4f}\t{word}\n")
                done += len(sound) // 2
                if done >= minutes * 60 * 16000:
                    break


if __name__ == "__main__":
    if subprocess.run(["sh", "-c", "command -v festival"], capture_output=True).returncode:
        print("skipped: festival is not installed")
        sys.exit(77)
    main()
