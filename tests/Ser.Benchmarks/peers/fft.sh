#!/usr/bin/env bash
# Real Fourier transforms of 512 and 2048 samples against numpy and torch, and as a share of what the processor can do. Usage: fft.sh
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[[ ${BUILT:-0} == 1 ]] || build_host

drive "$host" "$here/arrays.py" "$python" "$rounds" <<'PY'
import math, sys
from rounds import *

host, arrays, python, count = sys.argv[1:]
for size in ["512", "2048"]:
    peers = [
        Program("ours, powers", [host, "rounds", "fft-eight", size]),
        Program("ours, complex", [host, "rounds", "fft-single", size]),
        Program("peak", [host, "rounds", "peak"]),
    ]
    if available(python, ["numpy"]):
        peers += [Program(f"numpy.fft.rfft, float{bits}", [python, arrays, "rfft", f"numpy{bits}", size]) for bits in (64, 32)]
    if available(python, ["numpy", "torch"]):
        peers.append(Program("torch.fft.rfft, float32", [python, arrays, "rfft", "torch", size]))
    answers = take_turns(peers, int(count))
    peak = answers.pop("peak")
    print(f"{size} samples, 512 in a batch")
    compare(answers, "ours, powers", "transform")
    operations = 2.5 * int(size) * math.log2(int(size))   # by custom; a real transform has half of 5 N log2 N
    print(f"peak: {1e3 / median(peak, 0):.1f} GFLOP/s by the clock, {1e3 / median(peak, 1):.1f} per processor second, in fused multiply-adds")
    for name, values in answers.items():
        print(f"  {name:<34} {operations / median(values, 1) / 1e3:6.1f} GFLOP/s, {operations * median(peak, 1) / median(values, 1) / 1e6:.1%} of it")
    print(flush=True)
PY
