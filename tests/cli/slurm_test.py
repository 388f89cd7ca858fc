#!/usr/bin/python3
"""A real Slurm of one node, an array of four shards, and their merge. usage: slurm_test.py PROGRAM
Exits 77 (skipped) where Slurm is not installed or does not start."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
CLUSTER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/cluster")
JOBS = 14
PATH = os.environ["PATH"] + ":/usr/sbin:/sbin"


def skip(reason):
    print("skipped:", reason.strip())
    sys.exit(77)


def run(*command, **environment):
    return subprocess.run(command, capture_output=True, text=True, timeout=120,
                          env={**os.environ, "PATH": PATH, **environment})


def results(folder):
    found = {}
    for name in sorted(os.listdir(folder)):
        if not name.startswith("."):
            with open(os.path.join(folder, name), "rb") as f:
                found[name] = f.read()
    return found


def batch(*words):
    done = run(PROGRAM, "batch", *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def try_array(folder, conf):
    inputs, shards, alone = (os.path.join(folder, name) for name in ("in", "shards", "alone"))
    os.mkdir(inputs)
    for i in range(JOBS):
        with open(os.path.join(inputs, f"{i}.srt"), "w") as f:
            f.write(f"1\n00:00:01,000 --> 00:00:02,000\nClip {i}\n")
    array = run("sbatch", "--wait", "--chdir", folder, "--output", os.path.join(folder, "said-%a"),
                os.path.join(CLUSTER, "array.sbatch"), "convert", inputs, "-o", shards, SLURM_CONF=conf, CAPALIGN=PROGRAM)
    said = ""
    for task in range(4):
        with open(os.path.join(folder, f"said-{task}")) as f:
            said += f.read()
    assert array.returncode == 0, array.stdout + array.stderr + said
    for task in range(4):
        assert os.path.exists(os.path.join(shards, f".capalign-batch.{task + 1}-of-4.db")), said
    assert batch("merge", shards)["jobs"]["done"] == JOBS, said
    batch("convert", inputs, "-o", alone)
    assert results(shards) == results(alone) and len(results(alone)) == JOBS
    assert batch("convert", inputs, "-o", shards)["skipped"] == JOBS


def main():
    missing = [p for p in ("sbatch", "slurmctld", "slurmd", "munged") if not shutil.which(p, path=PATH)]
    if missing:
        skip(f"no {', '.join(missing)}: install slurm-wlm and munge")
    folder = tempfile.mkdtemp(prefix="capalign-slurm-")
    script, cluster = os.path.join(CLUSTER, "one-node-slurm"), os.path.join(folder, "cluster")
    try:
        started = run(script, "start", cluster)
        if started.returncode:
            skip("Slurm does not start here: " + started.stderr)
        try_array(folder, started.stdout.strip().partition("=")[2])
    finally:
        run(script, "stop", cluster)
        shutil.rmtree(folder, ignore_errors=True)
    print(f"1 array of 4 shards: {JOBS} jobs joined")


main()
