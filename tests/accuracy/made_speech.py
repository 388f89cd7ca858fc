"""Speech made sentence by sentence, so that the edges of each are known: by espeak-ng, flite or festival, with pauses,
and with noise, music or another voice under it, made by sox. Everything is the same on every run."""
import array
import dataclasses
import os
import shutil
import subprocess
import tempfile
import wave

import speak

RATE = 16000
LEAD_S, TAIL_S, LONG_PAUSE_S = 1.0, 2.5, 6.0
PAUSES_S = (0.3, 0.6, 0.25, 0.9, 0.45)  # between cues, in turn
INNER_PAUSE_S = 1.2

GERMAN = [
    "Der Kapitän hat die Laterne am Morgen repariert.", "Am Hafen wartete niemand auf die kleine Fähre.",
    "Wir haben den Schlüssel hinter der Tür gefunden.", "Im Winter war die Brücke wochenlang gesperrt.",
    "Die Lehrerin brachte den Kindern ein altes Lied bei.", "Unser Nachbar zählt jeden Abend die Boote.",
    "Das Fenster blieb offen, obwohl es regnete.", "Der Bäcker verkauft sein Brot auch auf dem Markt.",
    "Niemand wusste, warum die Glocke geläutet hatte.", "Die Straße führt durch einen dunklen Wald.",
    "Später kam ein Brief aus der Stadt.", "Meine Schwester misst die Höhe des Wassers.",
    "Gestern wurde der Turm weiß gestrichen.", "Alle Fischer kehrten vor dem Sturm zurück.",
    "Der Preis war zu hoch, und wir gingen nach Hause.", "Ein Arzt wohnt neben der Bibliothek."]
FRENCH = [
    "Le capitaine a réparé la lanterne ce matin.", "Personne n'attendait le petit bateau au port.",
    "Nous avons trouvé la clé derrière la porte.", "En hiver, le pont reste fermé pendant des semaines.",
    "La maîtresse apprend une vieille chanson aux enfants.", "Notre voisin compte les bateaux chaque soir.",
    "La fenêtre est restée ouverte malgré la pluie.", "Le boulanger vend aussi son pain au marché.",
    "Personne ne savait pourquoi la cloche avait sonné.", "La route traverse une forêt très sombre.",
    "Plus tard, une lettre est arrivée de la ville.", "Ma sœur mesure la hauteur de l'eau.",
    "Hier, on a peint la tour en blanc.", "Tous les pêcheurs sont rentrés avant la tempête.",
    "Le prix était trop élevé, alors nous sommes rentrés.", "Un médecin habite à côté de la bibliothèque."]
SPANISH = [
    "El capitán reparó la linterna por la mañana.", "Nadie esperaba el pequeño barco en el puerto.",
    "Encontramos la llave detrás de la puerta.", "En invierno el puente estuvo cerrado varias semanas.",
    "La maestra enseña una vieja canción a los niños.", "Nuestro vecino cuenta los barcos cada noche.",
    "La ventana quedó abierta aunque llovía.", "El panadero también vende su pan en el mercado.",
    "Nadie sabía por qué había sonado la campana.", "El camino atraviesa un bosque muy oscuro.",
    "Más tarde llegó una carta de la ciudad.", "Mi hermana mide la altura del agua.",
    "Ayer pintaron la torre de blanco.", "Todos los pescadores volvieron antes de la tormenta.",
    "El precio era demasiado alto y volvimos a casa.", "Un médico vive al lado de la biblioteca."]
SENTENCES = {"de": GERMAN, "fr": FRENCH, "es": SPANISH}


def texts(language, count, skip=0):
    """Sentences, after so many others. Only English has as many as are wanted."""
    if language != "en":
        return SENTENCES[language][skip:skip + count]
    source = speak.sentences()
    return [next(source) for _ in range(count + skip)][skip:]


def has(engine):
    return shutil.which(engine) is not None and shutil.which("sox") is not None


def read_wave(path):
    """Any WAV file as samples of 16 kHz."""
    done = subprocess.run(["sox", "-R", path, "-r", str(RATE), "-c", "1", "-b", "16", "-e", "signed", "-t", "raw", "-"],
                          capture_output=True, check=True)
    return array.array("h", done.stdout)


def trimmed(samples):
    """Without the quiet that a synthesiser puts before and after."""
    least = max(map(abs, samples)) // 50
    first = next(i for i, x in enumerate(samples) if abs(x) > least)
    last = next(i for i in range(len(samples) - 1, 0, -1) if abs(samples[i]) > least)
    return samples[first:last + 1]


def say(engine, voice, text, path):
    if engine == "espeak-ng":
        subprocess.run(["espeak-ng", "-v", voice, "-w", path, text], check=True, capture_output=True)
    elif engine == "flite":
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", path], check=True, capture_output=True)
    else:
        subprocess.run(["text2wave", "-o", path, "-eval", f"(voice_{voice})"], input=text, text=True, check=True,
                       capture_output=True)
    return trimmed(read_wave(path))


def loudness(samples):
    return (sum(x * x for x in samples) / max(1, len(samples))) ** 0.5


SOX_SOUNDS = {
    "white": "synth {s} whitenoise",
    "pink": "synth {s} pinknoise",
    # Struck and held notes of a chord, one chord every two seconds.
    "music": "synth 2 pluck C3 synth 2 pluck mix E3 synth 2 pluck mix G3 synth 2 sine mix C4 tremolo 5 20 repeat {n}",
    "hum": "synth {s} sine 50 synth {s} sine mix 100",
}


def background(kind, seconds, path):
    if kind == "voice":
        other = array.array("h")
        for text in texts("en", int(seconds / 2) + 1, skip=500):
            other.extend(say("flite", "kal", text, path))
            if len(other) > seconds * RATE:
                break
        return other
    effects = SOX_SOUNDS[kind].format(s=seconds, n=int(seconds / 2)).split()
    subprocess.run(["sox", "-R", "-n", "-r", str(RATE), "-c", "1", "-b", "16", path, *effects, "norm", "-3"], check=True,
                   capture_output=True)
    return read_wave(path)


def mixed(samples, under, db):
    """The sound `under` the speech, whose power over all is `db` more."""
    factor = loudness(samples) / (loudness(under) or 1) / 10 ** (db / 20)
    out = array.array("h", samples)
    for i in range(len(out)):
        out[i] = max(-32768, min(32767, int(out[i] + factor * under[i % len(under)])))
    return out


@dataclasses.dataclass
class Cue:
    start: float  # s
    end: float
    text: str


@dataclasses.dataclass
class Recording:
    name: str
    path: str
    language: str
    cues: list  # the truth: where the speech of each begins and ends
    seconds: float
    quiet: tuple = None  # the long pause, where it is silent
    other: list = dataclasses.field(default_factory=list)  # texts of the same language that are not spoken


def write_wave(path, samples):
    with wave.open(path, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())


def utterances(text, style):
    """What is spoken in one go, with the cue that each belongs to: (text of the cue, parts)."""
    parts = [p.strip() for p in text.split(",")]
    parts = [p + "," for p in parts[:-1]] + parts[-1:]
    if style == "pauses":
        return [(text, parts)]
    if style == "phrases":
        return [(p, [p]) for p in parts]
    return [(text, [text])]


def make(name, folder, engine, voice, language="en", count=24, style="", under=None, effects=()):
    """Speaks `count` sentences. style "pauses": they pause at commas; "phrases": a cue for each part between commas,
    which follow without a pause. `under`: (kind, dB). `effects`: of sox, for all the sound."""
    with tempfile.TemporaryDirectory() as work:
        part = os.path.join(work, "part.wav")
        sound, cues, quiet = array.array("h", bytes(int(LEAD_S * RATE) * 2)), [], None
        for i, text in enumerate(texts(language, count)):
            for cue_text, parts in utterances(text, style):
                start = len(sound)
                for k, spoken in enumerate(parts):
                    if k:
                        sound.extend(array.array("h", bytes(int(INNER_PAUSE_S * RATE) * 2)))
                    sound.extend(say(engine, voice, spoken, part))
                cues.append(Cue(start / RATE, len(sound) / RATE, cue_text))
                if style == "phrases" and not cue_text.endswith("."):
                    sound.extend(array.array("h", bytes(int(0.08 * RATE) * 2)))
            if i == count // 2:
                quiet = (len(sound) / RATE, len(sound) / RATE + LONG_PAUSE_S)
            pause = LONG_PAUSE_S if i == count // 2 else PAUSES_S[i % len(PAUSES_S)]
            sound.extend(array.array("h", bytes(int(pause * RATE) * 2)))
        sound.extend(array.array("h", bytes(int(TAIL_S * RATE) * 2)))
        if under:
            sound = mixed(sound, background(under[0], len(sound) / RATE, part), under[1])
            quiet = None
        path = os.path.join(folder, name + ".wav")
        write_wave(path, sound)
        if effects:
            raw = path + ".raw.wav"
            os.rename(path, raw)
            subprocess.run(["sox", "-R", raw, path, *effects], check=True, capture_output=True)
            os.remove(raw)
    return Recording(name, path, language, cues, len(sound) / RATE, quiet,
                     texts(language, count, skip=300 if language == "en" else count))


RECORDINGS = [
    dict(name="flite-slt", engine="flite", voice="slt"),
    dict(name="flite-rms", engine="flite", voice="rms"),
    dict(name="flite-awb", engine="flite", voice="awb"),
    dict(name="flite-kal", engine="flite", voice="kal"),
    dict(name="festival-kal", engine="text2wave", voice="kal_diphone"),
    dict(name="espeak-us", engine="espeak-ng", voice="en-us"),
    dict(name="espeak-gb", engine="espeak-ng", voice="en-gb"),
    dict(name="espeak-us-f3", engine="espeak-ng", voice="en-us+f3"),
    dict(name="espeak-scotland-m3", engine="espeak-ng", voice="en-gb-scotland+m3"),
    dict(name="slt-pauses", engine="flite", voice="slt", style="pauses"),
    dict(name="espeak-pauses", engine="espeak-ng", voice="en-us", style="pauses"),
    dict(name="rms-phrases", engine="flite", voice="rms", style="phrases"),
    dict(name="slt-pink-20", engine="flite", voice="slt", under=("pink", 20)),
    dict(name="rms-pink-10", engine="flite", voice="rms", under=("pink", 10)),
    dict(name="awb-white-10", engine="flite", voice="awb", under=("white", 10)),
    dict(name="slt-music-15", engine="flite", voice="slt", under=("music", 15)),
    dict(name="rms-music-5", engine="flite", voice="rms", under=("music", 5)),
    dict(name="slt-voice-15", engine="flite", voice="slt", under=("voice", 15)),
    dict(name="awb-voice-6", engine="flite", voice="awb", under=("voice", 6)),
    dict(name="slt-telephone", engine="flite", voice="slt", effects=("rate", "8k", "sinc", "300-3400")),
    dict(name="rms-clipped", engine="flite", voice="rms", effects=("gain", "20")),
    dict(name="espeak-de", engine="espeak-ng", voice="de", language="de", count=12),
    dict(name="espeak-fr", engine="espeak-ng", voice="fr", language="fr", count=12),
    dict(name="espeak-es", engine="espeak-ng", voice="es", language="es", count=12),
]
