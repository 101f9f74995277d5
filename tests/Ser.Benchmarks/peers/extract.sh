#!/usr/bin/env bash
# Clips per second of ser extract against torchaudio and numpy, and of all its threads against one. Usage: extract.sh FOLDER
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
folder=${1:?give a folder of .wav files}
"$root/ser" --version > /dev/null
[[ ${BUILT:-0} == 1 ]] || build_host
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

drive "$(cd "$folder" && pwd)" "$work" "$root/artifacts/ser/ser" "$here/features.py" "$python" "$host" "$rounds" <<'PY'
import os, sys
from rounds import *

folder, work, ser, features, python, host, count = sys.argv[1:]
files = recordings(folder)
FEW, MANY = [max(1, clips // len(files)) for clips in (1440, 4320)]   # as many clips as RAVDESS has for each start of ser, or three times as many

def extract(name, jobs, repeat):
    manifest = f"{work}/{repeat}.csv"
    with open(manifest, "w") as table:
        table.write("file\n" + "".join(file + "\n" for _ in range(repeat) for file in files))
    return Command(name, [ser, "extract", manifest, "--root", "/", "-o", f"{work}/{jobs}.npy", "--jobs", str(jobs)], repeat * len(files))

print(f"{len(files)} files; ser: {FEW * len(files)} clips per start, its start counted; Python: {len(files)} per round, its start and imports not counted")
peers = [extract("ser --jobs 1", 1, FEW)]
if available(python, ["numpy"]):
    peers.append(Program("numpy", [python, features, "numpy", f"{work}/numpy.npy", *files]))
if available(python, ["numpy", "torch", "torchaudio"]):
    peers.append(Program("torchaudio", [python, features, "torchaudio", f"{work}/torchaudio.npy", *files]))
    peers.append(Program("torchaudio, one spectrum for both", [python, features, "torchaudio-shared", f"{work}/shared.npy", *files]))
compare(take_turns(peers, int(count)), "ser --jobs 1", "clip", "clips/s")

threads = os.cpu_count()
print(f"{MANY * len(files)} clips per start")
compare(take_turns([extract("ser --jobs 1", 1, MANY), extract(f"ser --jobs {threads}", threads, MANY)], int(count)), "ser --jobs 1", "clip", "clips/s")
PY
