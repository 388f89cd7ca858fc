#!/usr/bin/python3
"""Every phoneme of every voice of espeak-ng has a phone of the acoustic model, and every letter that espeak-ng prints
for one is known. usage: espeak_phonemes_test.py PROGRAM

The phonemes are read from espeak-ng's own tables (phontab, as espeak-ng's synthdata.c reads it) and spoken one by one
by each voice, so that their IPA is what the program sees. Exits 77 where espeak-ng is not installed."""
import os
import re
import shutil
import struct
import subprocess
import sys

TABLE_HEAD, NAME_BYTES, PHONEME_BYTES = 4, 32, 16
# Kinds of phonemes, as espeak-ng's phoneme.h numbers them. The others are pauses, stress and tones, and rules that
# become one of these.
VOWEL, LIQUID, STOP, VOICED_STOP, FRICATIVE, VOICED_FRICATIVE, NASAL = range(2, 9)
SOUNDS = {VOWEL, LIQUID, STOP, VOICED_STOP, FRICATIVE, VOICED_FRICATIVE, NASAL}
MARKS = re.compile("[ˈˌ_\u200d ]")
# What has no phone of its own: the glottal stop, and marks that espeak-ng has as phonemes.
WITHOUT_PHONE = re.compile("^[ʔ?ʰʲː\u0303ᵐᵑⁿ\x01]+$")


def read_tables(path):
    """[(name, number of the table that it includes or 0, {code: (key, kind)})]"""
    with open(path, "rb") as f:
        data = f.read()
    tables, at = [], TABLE_HEAD
    for _ in range(data[0]):
        count, included = data[at], data[at + 1]
        name = data[at + TABLE_HEAD:at + TABLE_HEAD + NAME_BYTES].split(b"\0")[0].decode()
        at += TABLE_HEAD + NAME_BYTES
        phonemes = {}
        for _ in range(count):
            key, _, _, code, kind = struct.unpack_from("<4sIHBB", data, at)
            phonemes[code] = (key.rstrip(b"\0").decode("latin1"), kind)
            at += PHONEME_BYTES
        tables.append((name, included, phonemes))
    return tables


def phonemes_of(tables, index):
    name, included, own = tables[index]
    return {**(phonemes_of(tables, included - 1) if included else {}), **own}


def read_voices(folder):
    """(language, name of its phoneme table)"""
    for root, _, files in sorted(os.walk(folder)):
        for name in sorted(files):
            language = table = None
            with open(os.path.join(root, name), encoding="utf-8", errors="replace") as f:
                for line in f:
                    words = line.split()
                    if words[:1] == ["language"] and not language:
                        language = words[1]
                    elif words[:1] == ["phonemes"]:
                        table = words[1]
            if language:
                yield language, table or language.split("-")[0]


def speak(language, keys):
    """The IPA of each phoneme, several where a voice makes more of it; nothing where espeak-ng does not open the voice
    by its own name."""
    text = "\n".join(f"[[{key}]]." for key in keys)
    done = subprocess.run(["espeak-ng", "-v", language, "-q", "--ipa", "--sep=_"], input=text, capture_output=True,
                          text=True)
    return {MARKS.sub("", line) for line in done.stdout.split("\n")} - {""}


def main():
    if not shutil.which("espeak-ng"):
        print("skipped: espeak-ng is not installed")
        sys.exit(77)
    version = subprocess.run(["espeak-ng", "--version"], capture_output=True, text=True).stdout
    data = version.split("Data at:")[1].strip()
    tables = read_tables(os.path.join(data, "phontab"))
    numbers = {name: i for i, (name, _, _) in enumerate(tables)}
    found = {}
    voices = list(read_voices(os.path.join(data, "lang")))
    for language, table in voices:
        keys = [key for key, kind in phonemes_of(tables, numbers[table]).values()
                if kind in SOUNDS and not set(key) & set("[]")]
        for ipa in speak(language, keys):
            found.setdefault(ipa, language)
    driver = os.path.join(os.path.dirname(os.path.abspath(sys.argv[1])), "module_phones_driver")
    ipas = sorted(found)
    done = subprocess.run([driver], input="\n".join(ipas) + "\n", capture_output=True, text=True, check=True)
    failed = 0
    for ipa, line in zip(ipas, done.stdout.split("\n")):
        known, phones = line.split("\t")
        if known != "known" or not (phones or WITHOUT_PHONE.match(ipa)):
            print(f"{found[ipa]}: {ipa!r} {known}, phones \"{phones}\"")
            failed += 1
    print(f"{len(voices)} voices, {len(ipas)} phonemes, {failed} without a phone")
    sys.exit(failed > 0 or len(voices) < 100 or len(ipas) < 300)


if __name__ == "__main__":
    main()
