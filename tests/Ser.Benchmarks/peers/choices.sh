#!/usr/bin/env bash
# What choices of a training are worth: ser crossval with one choice changed at a time, on RAVDESS, two folds of EmoBox, and the time that each takes.
# Usage: choices.sh RAVDESS [OUT], default runs/choices. Runs that are there already are not made again. SEED=… (default 1), FOLDS="1 2".
set -eu
folder=$(cd "${1:?give a RAVDESS folder}" && pwd) out=${2:-runs/choices}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
python=${PYTHON:-/usr/bin/python3} folds=${FOLDS:-1 2} seed=${SEED:-1} ser=${SER:-$root/ser}
mkdir -p "$out"

choices=(
  ""
  "--balance none"
  "--balance smote"
  "--balance adasyn"
  "--augment none"
  "--augment strong"
  "--arch attentive-pitch"
  "--arch cnn2d"
  "--arch cnn1d"
)

# Mean and single UARs of two runs, their macro-F1, and the seconds that a fold trained alone on one thread.
figures() {
  "$python" - "$@" <<'PY'
import csv, json, sys
runs = [json.load(open(f"{path}/metrics.json")) for path in sys.argv[1:]]
seconds = [float(list(csv.DictReader(open(f"{path}/history.csv")))[-1]["seconds"]) for path in sys.argv[1:]]
mean = lambda values: sum(values) / len(values)
uars = [run["uar"] for run in runs]
print(" | ".join(f"{uar:.3f}" for uar in uars), f"{mean(uars):.3f}", f"{mean([run['macro']['f1'] for run in runs]):.3f}", f"{mean(seconds):.0f}", sep=" | ")
PY
}

echo "| options |$(printf ' fold %s |' $folds) mean UAR | macro-F1 | seconds a fold |"
echo "|---|$(printf -- '---|' $folds)---|---|---|"
for choice in "${choices[@]}"; do
  name=$(tr -cd 'a-z0-9-' <<< "${choice:-default}")
  paths=() pids=()
  for fold in $folds; do
    run=$out/$name-$seed-$fold
    paths+=("$run/fold-$fold")
    [[ -e $run/fold-$fold/metrics.json ]] && continue
    # shellcheck disable=SC2086 # the options are words
    "$ser" crossval "$folder" --protocol emobox --fold "$fold" --seed "$seed" --threads 1 --no-sounds --output "$run" $choice > "$run.log" 2>&1 &
    pids+=($!)
  done
  failed=
  for pid in "${pids[@]}"; do
    wait "$pid" || failed=yes
  done
  if [[ -n $failed ]]; then
    echo "| \`${choice:-as it comes}\` | failed: see $out/$name-$seed-*.log |"
  else
    echo "| ${choice:+\`}${choice:-as it comes}${choice:+\`} | $(figures "${paths[@]}") |"
  fi
done
