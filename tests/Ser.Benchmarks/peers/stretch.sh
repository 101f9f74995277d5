#!/usr/bin/env bash
# Time stretch by 1.1 and pitch shift by 2 semitones: in memory against torchaudio, from file to file against sox and rubberband.
# Usage: stretch.sh FOLDER
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
folder=${1:?give a folder of .wav files at 16 kHz, 16 bit, mono}
[[ ${BUILT:-0} == 1 ]] || build_host
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

drive "$(cd "$folder" && pwd)" "$work" "$host" "$here/stretching.py" "$python" "$rounds" <<'PY'
import os, shutil, sys, wave
from rounds import *

folder, work, host, torchaudio, python, count = sys.argv[1:]
every, count = recordings(folder)[:200], int(count)
files = every[:20]   # in memory; torchaudio's PitchShift takes a second for each
WORK = {"stretch": ("1.1", ["tempo", "-s", "1.1"], ["-T", "1.1"]), "pitch": ("2", ["pitch", "200"], ["-p", "2"])}
there = available(python, ["numpy", "torch", "torchaudio"])

for what, (amount, _, _) in WORK.items():
    peers = [Program(f"ours, {engine}", [host, "rounds", what, engine, amount, *files]) for engine in ("wsola", "vocoder")]
    if there:
        name = "torchaudio phase_vocoder" if what == "stretch" else "torchaudio PitchShift"
        peers.append(Program(name, [python, torchaudio, what, amount, *files]))
    print(f"{what} {amount}: in memory, {len(files)} clips")
    compare(take_turns(peers, count), "ours, wsola", "clip", "clips/s")

SECONDS = 300   # so long that the start of a program is no matter
long = os.path.join(work, "long.wav")
clips = [(reader.getparams(), reader.readframes(reader.getnframes())) for reader in map(wave.open, files)]
with wave.open(long, "wb") as out:
    out.setparams(clips[0][0])
    while out.tell() < SECONDS * out.getframerate():
        for _, frames in clips:
            out.writeframes(frames)
    length = out.tell() / out.getframerate()
for name in ("ours", "sox", "rubberband"):
    os.mkdir(f"{work}/{name}")
tools = [tool for tool in ("sox", "rubberband") if shutil.which(tool)]
for tool in {"sox", "rubberband"} - set(tools):
    print(f"left out: there is no {tool} (Debian: apt-get install --no-install-recommends {'sox' if tool == 'sox' else 'rubberband-cli'})")

for what, (amount, sox, rubberband) in WORK.items():
    # -D: no dither, for ours adds none. rubberband 3 starts from its faster engine unless --fine is said.
    one = {"sox": ["sox", "-D", long, f"{work}/sox/long.wav", *sox], "rubberband": ["rubberband", "-q", *rubberband, long, f"{work}/rubberband/long.wav"]}
    each = {"sox": f'for file; do sox -D "$file" "$0/${{file##*/}}" {" ".join(sox)}; done',
            "rubberband": f'for file; do rubberband -q {" ".join(rubberband)} "$file" "$0/${{file##*/}}"; done'}
    print(f"{what} {amount}: file to file, one file of {length:.0f} s; starts counted")
    compare(take_turns([Command("ours", [host, "rounds", f"{what}-files", f"{work}/ours", amount, long], length)]
                       + [Command(tool, one[tool], length) for tool in tools], count), "ours", "second of sound")
    print(f"{what} {amount}: file to file, {len(every)} clips; ours in one start, the others in one per clip, as they have it")
    compare(take_turns([Command("ours", [host, "rounds", f"{what}-files", f"{work}/ours", amount, *every], len(every))]
                       + [Command(tool, ["bash", "-c", each[tool], f"{work}/{tool}", *every], len(every)) for tool in tools], count), "ours", "clip", "clips/s")
PY
