#!/usr/bin/env bash
# Makes models/ser-base.onnx: measures the recipe on the six RAVDESS folds of EmoBox, then trains it on all 24 actors.
# Usage: make-base.sh RAVDESS [WORK], the folder of the corpus and one for what is left behind (default runs/base). About an hour on two cores.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ravdess=${1:?give the folder of RAVDESS; ./ser datasets fetch ravdess -o FOLDER gets it} work=${2:-runs/base}
recipe=models/ser-base.json

./ser crossval "$ravdess" --config "$recipe" --protocol emobox --no-sounds -o "$work/folds"   # goes on where it was stopped
if [[ -e $work/all/checkpoint ]]; then
  ./ser train --resume "$work/all"
else
  ./ser train "$ravdess" --config "$recipe" --test 0 -o "$work/all"
fi

cp "$work/all/model.onnx" models/ser-base.onnx
./ser info models/ser-base.onnx
