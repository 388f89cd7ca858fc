"""Synthesisers that say where each word and phone is: festival's voices, and flite's by its library. For each text they
give a Speech at 16 kHz; everything is the same on every run."""
import ctypes
import dataclasses
import itertools
import os
import shutil
import subprocess
import tempfile
import wave

RATE = 16000
PAUSES = ("pau", "#", "h#", "ssil", "brth")


@dataclasses.dataclass
class Speech:
    sound: bytes  # 16 bit
    words: list  # (start s, end s, word)
    phones: list  # (start s, end s, phone as the synthesiser names it), pauses too


class Unavailable(Exception):
    pass


def read_sound(path):
    with wave.open(path) as w:
        if (w.getframerate(), w.getnchannels(), w.getsampwidth()) != (RATE, 1, 2):
            raise Unavailable(f"a sound of {w.getframerate()} Hz; only voices of {RATE} Hz are measured")
        return w.readframes(w.getnframes())


class Festival:
    BATCH = 100  # texts a process

    SCRIPT = """(voice_%s)
(define (row kind name start end) (format t "%%s\\t%%s\\t%%f\\t%%f\\n" kind name start end))
(define (say text file)
  (let ((u (eval (list 'Utterance 'Text text))))
    (utt.synth u)
    (utt.wave.resample u 16000)
    (utt.save.wave u file 'riff)
    (mapcar (lambda (w) (row "word" (item.name w) (item.feat w "word_start") (item.feat w "word_end")))
            (utt.relation.items u 'Word))
    (mapcar (lambda (s) (row "phone" (item.name s) (item.feat s "segment_start") (item.feat s "segment_end")))
            (utt.relation.items u 'Segment))
    (format t "END\\n")))
"""

    def __init__(self, voice):
        if not shutil.which("festival"):
            raise Unavailable("festival is not installed")
        self.voice = voice

    def batch(self, texts, folder):
        path = os.path.join(folder, "say.scm")
        with open(path, "w") as f:
            f.write(self.SCRIPT % self.voice)
            f.writelines(f'(say "{t}" "{folder}/part{i}.wav")\n' for i, t in enumerate(texts))
        out = subprocess.run(["festival", "-b", path], capture_output=True, text=True)
        parts = out.stdout.split("END\n")[:-1]
        if len(parts) != len(texts):
            raise Unavailable(f"festival: {out.stderr[:300] or 'no answer'}")
        for i, part in enumerate(parts):
            rows = [line.split("\t") for line in part.splitlines()]
            times = {kind: [(float(a), float(b), name) for k, name, a, b in rows if k == kind]
                     for kind in ("word", "phone")}
            yield Speech(read_sound(f"{folder}/part{i}.wav"), times["word"], times["phone"])

    def speak(self, texts):
        with tempfile.TemporaryDirectory() as folder:
            texts = iter(texts)
            while batch := list(itertools.islice(texts, self.BATCH)):
                yield from self.batch(batch, folder)


class Flite:
    """libflite through its C interface; the command cannot say which phones are a word's."""

    def __init__(self, voice):
        try:
            # In this order, and for all to see, since Debian's libraries of a voice do not name the others they need.
            libraries = [ctypes.CDLL(f"lib{name}.so.1", ctypes.RTLD_GLOBAL)
                         for name in ("flite", "flite_usenglish", "flite_cmulex", f"flite_cmu_us_{voice}")]
            register = getattr(libraries[-1], f"register_cmu_us_{voice}")
        except (OSError, AttributeError) as error:
            raise Unavailable(f"flite's voice {voice} is not installed: {error}") from None
        self.flite = libraries[0]
        pointers = "flite_synth_text utt_relation relation_head item_next item_prev item_daughter item_as utt_wave"
        for function in pointers.split():
            getattr(self.flite, function).restype = ctypes.c_void_p
        self.flite.ffeature_float.restype = ctypes.c_float
        self.flite.ffeature_string.restype = ctypes.c_char_p
        register.restype = ctypes.c_void_p
        self.flite.flite_init()
        self.voice = ctypes.c_void_p(register(None))

    def items(self, item):
        while item:
            yield ctypes.c_void_p(item)
            item = self.flite.item_next(ctypes.c_void_p(item))

    def relation(self, utterance, name):
        return self.items(self.flite.relation_head(ctypes.c_void_p(self.flite.utt_relation(utterance, name))))

    def daughters(self, item):
        return self.items(self.flite.item_daughter(item))

    def times(self, segment):
        """Start and end of a phone: it starts where the one before ends."""
        before = self.flite.item_prev(ctypes.c_void_p(self.flite.item_as(segment, b"Segment")))
        start = self.flite.ffeature_float(ctypes.c_void_p(before), b"end") if before else 0.0
        return start, self.flite.ffeature_float(segment, b"end")

    def name(self, item):
        return self.flite.ffeature_string(item, b"name").decode()

    def word(self, item):
        """A word's item has syllables below it, and these have segments; pauses are in no word."""
        phones = [self.times(s) for syllable in self.daughters(item) for s in self.daughters(syllable)]
        return phones[0][0], phones[-1][1], self.name(item)

    def speak(self, texts):
        ctypes.CDLL(None).srand(1)  # the noise of its consonants is of this generator
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "part.wav")
            for text in texts:
                u = ctypes.c_void_p(self.flite.flite_synth_text(text.encode(), self.voice))
                self.flite.cst_wave_save_riff(ctypes.c_void_p(self.flite.utt_wave(u)), path.encode())
                words = [self.word(item) for item in self.relation(u, b"SylStructure")]
                phones = [(*self.times(item), self.name(item)) for item in self.relation(u, b"Segment")]
                self.flite.delete_utterance(u)
                yield Speech(read_sound(path), words, phones)


def open_voice(name):
    """flite-rms, flite-slt, flite-awb, flite-kal16; else a voice of festival's. Raises Unavailable."""
    return Flite(name[len("flite-"):]) if name.startswith("flite-") else Festival(name)
