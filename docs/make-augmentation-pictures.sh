#!/usr/bin/env bash
# Makes docs/augmentation.svg: the spectrogram of a demo clip before and after each transform of docs/augmentation.md.
# SER names the program; default: the launcher of this checkout.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
ser=${SER:-$root/ser}
clip=$root/data/demo/Actor_01/03-01-05-01-01-01-01.wav
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/noises"
"$ser" augment "$root/data/demo/Actor_02/03-01-03-01-02-01-02.wav" -o "$work/n" -c "stretch(rate=0.5) reverb(rt60=1)" 2> "$work/log" || { cat "$work/log" >&2; exit 1; }
mv "$work"/n/*.wav "$work/noises/"

pictures=()
number=10
draw() {   # draw CAPTION CHAIN
  "$ser" augment "$clip" -o "$work/$number" -c "$2" --seed 3 2> "$work/log" || { cat "$work/log" >&2; exit 1; }
  mkdir "$work/$number.d"
  mv "$work/$number"/*.wav "$work/$number.d/$1"
  pictures+=("$work/$number.d/$1")
  number=$((number + 1))
}

mkdir "$work/0"
cp "$clip" "$work/0/the recording"
pictures+=("$work/0/the recording")
for chain in "noise(snr=10)" "noise(snr=10,colour=pink)" "noise(snr=10,colour=brown)" "stretch(rate=0.7)" "stretch(rate=1.4)" \
    "pitch(semitones=4)" "pitch(semitones=-4)" "speed(rate=1.2)" "gain(db=-12)" "shift(seconds=0.3)" "telephone" "lowpass(hz=2000)" \
    "highpass(hz=800)" "equaliser(db=15)" "reverb(rt60=0.5)" "clip(db=15)" "mulaw(bits=4)" "timemask(seconds=0.2,at=0.4)"; do
  draw "$chain" "$chain"
done
draw "background(snr=0): another voice" "background(folder=\"$work/noises\",snr=0,offset=0)"

"$ser" plot "${pictures[@]}" --preset emotion -o "$root/docs/augmentation.svg"
