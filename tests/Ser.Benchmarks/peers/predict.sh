#!/usr/bin/env bash
# One clip, whole process: ser predict --json against a Python script that does the same with torch and torchaudio. Usage: predict.sh CLIP MODEL
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
clip=${1:?give a sound file} model=${2:?give a model.onnx}
"$root/ser" --version > /dev/null

drive "$(realpath "$clip")" "$(realpath "$model")" "$root/ser" "$here/predicting.py" "$python" "$rounds" <<'PY'
import sys
from rounds import *

clip, model, ser, script, python, count = sys.argv[1:]
peers = [Command("ser predict", [ser, "predict", clip, "--model", model, "--json"], 1, one_thread=False)]
if available(python, ["torch", "torchaudio"]):
    peers.append(Command("torch and torchaudio", [python, script, clip], 1, one_thread=False))
    peers.append(Command("of that, their import", [python, "-c", "import torch, torchaudio"], 1, one_thread=False))
print("from start to end of the process, from a warm disk; the script's weights are random")
compare(take_turns(peers, int(count)), "ser predict", "clip")
PY
