#!/usr/bin/python3
"""A short check_media.py, on made speech of one voice: right captions have no finding, and what is promised is told.

usage: check_media_test.py PROGRAM; exits 77 where neither flite nor espeak-ng is there, or no sox."""
import os
import sys
import tempfile

import check_media
import made_speech

VOICES = [dict(engine="flite", voice="slt"), dict(engine="espeak-ng", voice="en-us")]
SENTENCES = 16


def may_miss(damage):
    """One cue of three may be "Our baker repaired it.", too little to be sure of."""
    return 1 if "every fifth cue" in damage.name else 0


def main():
    program = os.path.abspath(sys.argv[1])
    voice = next((v for v in VOICES if made_speech.has(v["engine"])), None)
    if not voice:
        print("skipped: flite or espeak-ng, and sox, are not here")
        sys.exit(77)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        recording = made_speech.make("made", folder, count=SENTENCES, **voice)
        for damage in check_media.DAMAGES:
            tally = check_media.Tally()
            check_media.try_damage(program, recording, damage, folder, tally)
            missed = 0 if damage.optional else tally.expected - tally.told
            if tally.false or tally.silent or missed > may_miss(damage):
                failed += 1
                print("\n".join(tally.details) or f"{damage.name}: could not be compared")
    print(f"{len(check_media.DAMAGES) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
