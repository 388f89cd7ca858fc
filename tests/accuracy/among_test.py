#!/usr/bin/python3
"""Speech among minutes of other sound is found: music before, a voice in another language behind, sentences that are
said twice, a text that is a part of the sound.

usage: among_test.py PROGRAM; exits 77 where flite, espeak-ng or sox is not there."""
import array
import json
import os
import subprocess
import sys
import tempfile

import made_speech

SURE = 0.8
FAR_S = 0.3
LEAST_PERCENT = {"en": 95, "de": 70, "es": 70}  # of the words, in their sentence
MOST_SILENT = 1  # words elsewhere that are sure
AROUND_S = 100
VOICES = {"en": ("flite", "slt"), "de": ("espeak-ng", "de"), "es": ("espeak-ng", "es")}
TEXTS = {
    "en": ["My grandmother painted the wooden gate with surprising patience.",
           "A stranger with a violin crossed the frozen lake on the way back from Madrid.",
           "The ship's cook sold eleven baskets of pears between two heavy showers.",
           "Nobody in the village wrote a letter to the minister before the sun came up.",
           "The tired goalkeeper found a map behind the mirror during the long strike.",
           "Our neighbour from Leeds learned to juggle in spite of the doctor's advice.",
           "Every second student lost a bet about the weather at the end of the summer.",
           "The whole committee counted the swans as if nothing had happened.",
           "A retired engineer bought a pair of green boots for less than fifty pounds.",
           "The night nurse explained the rules of chess while the band was playing."],
    "de": ["Meine Großmutter strich das hölzerne Tor mit erstaunlicher Geduld.",
           "Ein Fremder mit einer Geige überquerte den gefrorenen See auf dem Rückweg aus Madrid.",
           "Der Schiffskoch verkaufte elf Körbe Birnen zwischen zwei heftigen Schauern.",
           "Niemand im Dorf schrieb einen Brief an den Minister bevor die Sonne aufging.",
           "Der müde Torwart fand eine Karte hinter dem Spiegel während des langen Streiks.",
           "Unsere Nachbarin aus Bremen lernte jonglieren trotz der Warnung des Arztes.",
           "Jeder zweite Student verlor eine Wette über das Wetter am Ende des Sommers.",
           "Der ganze Ausschuss zählte die Schwäne als ob nichts geschehen wäre.",
           "Ein pensionierter Ingenieur kaufte ein Paar grüne Stiefel für weniger als fünfzig Euro.",
           "Der Nachtpfleger erklärte die Regeln des Schachspiels während die Kapelle spielte."],
    "es": ["Mi abuela pintó la puerta de madera con una paciencia sorprendente.",
           "Un desconocido con un violín cruzó el lago helado al volver de Madrid.",
           "El cocinero del barco vendió once cestas de peras entre dos fuertes aguaceros.",
           "Nadie en el pueblo escribió una carta al ministro antes de que saliera el sol.",
           "El portero cansado encontró un mapa detrás del espejo durante la larga huelga.",
           "Nuestra vecina de Sevilla aprendió a hacer malabares a pesar del consejo del médico.",
           "Uno de cada dos estudiantes perdió una apuesta sobre el tiempo al final del verano.",
           "El comité entero contó los cisnes como si nada hubiera pasado.",
           "Un ingeniero jubilado compró un par de botas verdes por menos de cincuenta euros.",
           "El enfermero de noche explicó las reglas del ajedrez mientras tocaba la banda."]}
OTHER = {"en": "de", "de": "es", "es": "de"}


def speech(language, part):
    return [(text, made_speech.say(*VOICES[language], text, part)) for text in TEXTS[language]]


def seconds(s):
    return array.array("h", bytes(2 * int(s * made_speech.RATE)))


def around(kind, part, other):
    """Sound for before the text and for behind it."""
    if kind != "voice":
        sound = made_speech.background(kind, AROUND_S, part)
        return sound, sound[:len(sound) // 2]
    strange = seconds(0)
    for _, sound in speech(other, part) * 2:
        strange += sound + seconds(0.4)
    return strange, strange[:len(strange) // 2]


def lay(spoken, before, behind):
    """The sound, and for each text the spans in which it is said."""
    sound, spans = array.array("h", before) + seconds(0.6), []
    for text, samples in spoken:
        spans.append((text, len(sound) / made_speech.RATE, (len(sound) + len(samples)) / made_speech.RATE))
        sound += samples + seconds(0.5)
    return sound + behind, spans


def cases(language, part):
    """(name, sound, spans of the texts, texts)"""
    spoken = speech(language, part)
    texts = [text for text, _ in spoken]
    for kind in ("music", "voice"):
        before, behind = around(kind, part, OTHER[language])
        yield f"{kind} around", *lay(spoken, before, behind), texts
    twice = [s for i, s in enumerate(spoken) for _ in range(1 + (i % 4 == 1))]
    yield "said twice", *lay(twice, seconds(0), seconds(1)), texts
    yield "a part of the sound", *lay(spoken, seconds(0), seconds(1)), texts[5:8]


def align(program, folder, language, sound, texts):
    wave, text = os.path.join(folder, "sound.wav"), os.path.join(folder, "text.txt")
    made_speech.write_wave(wave, sound)
    with open(text, "w") as f:
        f.write("\n".join(texts) + "\n")
    done = subprocess.run([program, "align", "--quiet", "--lang", language, "--words-json", "-", wave, text],
                          capture_output=True, text=True)
    return json.loads(done.stdout)["words"] if done.returncode < 2 and done.stdout.startswith("{") else None


def judge(words, spans, texts):
    """(words, of them in their sentence, of the others those that are sure)"""
    right = silent = 0
    numbers = [i for i, text in enumerate(texts) for _ in text.split()]
    assert len(numbers) == len(words), (len(numbers), len(words))
    for number, word in zip(numbers, words):
        if word["start_us"] is None:
            continue
        start, end = word["start_us"] / 1e6, word["end_us"] / 1e6
        if any(text == texts[number] and start > a - FAR_S and end < b + FAR_S for text, a, b in spans):
            right += 1
        else:
            silent += word["confidence"] >= SURE
    return len(words), right, silent


def main():
    program = os.path.abspath(sys.argv[1])
    if not all(made_speech.has(engine) for engine in ("flite", "espeak-ng")):
        print("skipped: flite, espeak-ng or sox is not here")
        sys.exit(77)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for language in VOICES:
            for name, sound, spans, texts in cases(language, os.path.join(folder, "part.wav")):
                words = align(program, folder, language, sound, texts)
                count, right, silent = judge(words, spans, texts) if words else (1, 0, 0)
                bad = right * 100 < LEAST_PERCENT[language] * count or silent > MOST_SILENT
                failed += bad
                print(f"{'FAILED' if bad else 'passed'}: {language}, {name}: "
                      + (f"{right} of {count} words in their sentence, {silent} elsewhere and sure" if words
                         else "refused"))
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
