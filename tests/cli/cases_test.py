#!/usr/bin/python3
"""Runs the whole-program cases of tests/cli/cases. usage: cases_test.py PROGRAM [--record] [NAME...]

A case is NAME.cmd, run by bash in an empty folder with $CAPALIGN (the program), $FILES (tests/cli/files) and
$SAMPLES. What it must give stands beside it: NAME.stdout and NAME.stderr (none: nothing at all), NAME.exit (none: 0).
A case that exits 77 is skipped: what it needs is not there. Whatever the case, no temporary file of capalign's may be
left in the folder. --record writes what a case gives now as what it must give; read it before it is committed.
Last line: the counts.
"""
import difflib
import glob
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "cases")
SKIPPED = 77


def expected(case, kind, default):
    try:
        with open(f"{case}.{kind}", "rb") as f:
            return f.read()
    except FileNotFoundError:
        return default


def record(case, kind, value, default):
    path = f"{case}.{kind}"
    if value != default:
        with open(path, "wb") as f:
            f.write(value)
    elif os.path.exists(path):
        os.remove(path)


def leftovers(folder):
    for root, _, names in os.walk(os.fsencode(folder)):
        yield from (name for name in names if b".capalign-" in name and name != b".capalign-files")


def run(program, case, folder):
    """Returns what the case gave: exit, standard output, standard error, and what it left behind."""
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM", "BASH_ENV")}
    environment.update(CAPALIGN=program, FILES=os.path.join(HERE, "files"), LC_ALL="C.UTF-8",
                       SAMPLES=os.path.join(HERE, "../../samples"))
    done = subprocess.run(["bash", case + ".cmd"], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=60, restore_signals=True)
    return done.returncode, done.stdout, done.stderr, list(leftovers(folder))


def differences(kind, want, have):
    if want == have:
        return []
    lines = [text.decode("utf-8", "backslashreplace").splitlines() for text in (want, have)]
    return [f"  {kind}: "] + ["    " + line for line in difflib.unified_diff(*lines, "expected", "got", lineterm="")]


def check(program, case, recording):
    with tempfile.TemporaryDirectory(prefix="capalign-case-") as folder:
        code, out, err, left = run(program, case, folder)
    if code == SKIPPED:
        return None
    # The folder's name differs from run to run.
    out, err = (text.replace(os.fsencode(folder), b"@FOLDER@") for text in (out, err))
    if recording:
        record(case, "stdout", out, b"")
        record(case, "stderr", err, b"")
        record(case, "exit", b"%d\n" % code, b"0\n")
    return (differences("exit", expected(case, "exit", b"0\n"), b"%d\n" % code)
            + differences("stdout", expected(case, "stdout", b""), out)
            + differences("stderr", expected(case, "stderr", b""), err)
            + [f"  left behind: {name!r}" for name in left])


def main():
    program, names = os.path.abspath(sys.argv[1]), sys.argv[2:]
    recording = "--record" in names
    names = [n for n in names if n != "--record"] or sorted(os.path.basename(p)[:-4] for p in glob.glob(CASES + "/*.cmd"))
    passed, skipped, failed = 0, [], []
    for name in names:
        faults = check(program, os.path.join(CASES, name), recording)
        if faults is None:
            skipped.append(name)
        elif faults:
            failed.append(name)
            print(name, *faults, sep="\n")
        else:
            passed += 1
    if skipped:
        print("skipped:", *skipped)
    print(f"{passed} of {len(names)} cases right, {len(skipped)} skipped, {len(failed)} wrong")
    sys.exit(1 if failed or not passed else 0)


main()
