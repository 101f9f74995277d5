#!/usr/bin/env bash
# 48 → 16 kHz in memory against torchaudio, from file to file against sox. Usage: resample.sh FOLDER
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
folder=${1:?give a folder of .wav files at 48 kHz, 16 bit, mono}
[[ ${BUILT:-0} == 1 ]] || build_host
"$root/ser" --version > /dev/null   # publishes where sources have changed
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

drive "$(cd "$folder" && pwd)" "$work" "$host" "$here/arrays.py" "$python" "$rounds" "$root/artifacts/ser/ser" <<'PY'
import os, shutil, sys, wave
from rounds import *

folder, work, host, arrays, python, count, ser = sys.argv[1:]
files = recordings(folder)
peers = [Program("ours", [host, "rounds", "resample", files[0]])]
if available(python, ["numpy", "torch", "torchaudio"]):
    for kind, name in [("functional", "torchaudio.functional.resample"), ("transform", "torchaudio Resample"), ("matched", "torchaudio Resample, 64 crossings")]:
        peers.append(Program(name, [python, arrays, "resample", kind, files[0]]))
print("in memory, one clip")
compare(take_turns(peers, int(count)), "ours", "second of sound")

if not shutil.which("sox"):
    sys.exit("left out: there is no sox (Debian: apt-get install --no-install-recommends sox)")

clips = [(reader.getparams(), reader.readframes(reader.getnframes())) for reader in map(wave.open, files)]
os.mkdir(f"{work}/ours"), os.mkdir(f"{work}/sox")
sox = ["sox", "-D", "-G"]   # -D: no dither, for ours adds none
convert = [ser, "convert", "--jobs", "1"]

for least in [600, 3600]:   # in the second the start of a program matters little
    long = os.path.join(work, "long.wav")
    with wave.open(long, "wb") as out:
        out.setparams(clips[0][0])
        while out.tell() < least * out.getframerate():
            for _, frames in clips:
                out.writeframes(frames)
        seconds = out.tell() / out.getframerate()
    print(f"file to file, one file of {seconds:.0f} s; starts counted")
    compare(take_turns([
        Command("ser convert --jobs 1", [*convert, long, "-o", f"{work}/ours/long.wav"], seconds),
        Command("sox -G rate -v 16k", [*sox, long, f"{work}/sox/long.wav", "rate", "-v", "16k"], seconds)], int(count)), "ser convert --jobs 1", "second of sound")

COPIES = max(1, 290 // len(files))   # a corpus
os.mkdir(f"{work}/corpus")
for copy in range(COPIES):
    for file in files:
        os.symlink(file, f"{work}/corpus/{copy:03}-{os.path.basename(file)}")
total = COPIES * sum(params.nframes / params.framerate for params, _ in clips)
loop = "for file in \"$1\"/*; do sox -D -G \"$file\" \"$0/${file##*/}\" rate -v 16k; done"
print(f"file to file, a folder of {COPIES * len(files)} clips, {total:.0f} s; ours in one start, sox in one per clip, as it has it")
compare(take_turns([
    Command("ser convert --jobs 1", [ser, "convert", f"{work}/corpus", "-o", f"{work}/ours", "--rate", "16000", "--jobs", "1"], total),
    Command("sox -G rate -v 16k", ["bash", "-c", loop, f"{work}/sox", f"{work}/corpus"], total)], int(count)), "ser convert --jobs 1", "second of sound")
PY
