#!/usr/bin/python3
"""Makes speech with known word times: a text of our own grammar, spoken by a synthesiser that says where its words are.

usage: speak.py MINUTES FOLDER [VOICE]

Writes FOLDER/speech.wav (16 kHz, mono), speech.txt (one sentence a line), speech.words.tsv (start s, end s, word: the
synthesiser's own times) and speech.phones.tsv, the same of its phones and pauses. The same on every run. VOICE is
kal_diphone (festival) by default; flite-rms, flite-slt, flite-awb, flite-kal16 or any voice of festival. Exits 77 where
the synthesiser or the voice is missing. docs/edges.md says how far each voice's times can be trusted.
"""
import os
import sys
import wave

import voices

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


def write_rows(file, rows, shift):
    file.writelines(f"{start + shift:.4f}\t{end + shift:.4f}\t{name}\n" for start, end, name in rows)


def make(minutes, folder, voice="kal_diphone"):
    """Raises voices.Unavailable."""
    said, done = [], 0

    def texts():
        for text in sentences():
            said.append(text)
            yield text

    speeches = voices.open_voice(voice).speak(texts())
    os.makedirs(folder, exist_ok=True)
    with wave.open(f"{folder}/speech.wav", "wb") as out, open(f"{folder}/speech.words.tsv", "w") as words, \
            open(f"{folder}/speech.phones.tsv", "w") as phones:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(voices.RATE)
        for count, speech in enumerate(speeches, 1):
            out.writeframes(speech.sound)
            write_rows(words, speech.words, done / voices.RATE)
            write_rows(phones, speech.phones, done / voices.RATE)
            done += len(speech.sound) // 2
            if done >= minutes * 60 * voices.RATE:
                break
    with open(f"{folder}/speech.txt", "w") as text:
        text.writelines(sentence + "\n" for sentence in said[:count])


if __name__ == "__main__":
    try:
        make(float(sys.argv[1]), *sys.argv[2:4])
    except voices.Unavailable as error:
        print(f"skipped: {error}")
        sys.exit(77)
