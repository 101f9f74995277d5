#!/usr/bin/env bash
# What each way to balance does to a model: ser crossval per way, on RAVDESS and on RAVDESS with calm cut to a tenth, two EmoBox folds.
# Usage: balance-effect.sh FOLDER [EPOCHS [OUT]], default 15 epochs and runs/balance. Runs that are there already are not made again.
set -eu
folder=$(cd "${1:?give a RAVDESS folder}" && pwd) epochs=${2:-15} out=${3:-runs/balance}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
python=${PYTHON:-/usr/bin/python3} folds=${FOLDS:-1 2} seed=${SEED:-1}
ways=${WAYS:-none weights sampler random smote borderline-smote adasyn smote-tomek undersample tomek enn smote-enn}
mkdir -p "$out"

# Test actors of the six folds (EmoBox, arXiv 2406.07162).
test_actors=("" "01 11 20 21" "04 10 12 14" "08 09 19 23" "03 05 07 24" "02 15 16 18" "06 13 17 22")

# Links to the same recordings, but of the actors who are not in the test every tenth calm one only. The test stays whole, or the recall
# of calm would be one of three clips. 03-01-02-… is calm speech.
cut() {
  local fold=$1 target=$2 number=0 file name actor
  [[ ! -e $target ]] || return 0
  rm -rf "$target.tmp"
  while IFS= read -r file; do
    name=${file##*/} actor=${file%.*} actor=${actor: -2}
    if [[ $name == ??-??-02-* && " ${test_actors[fold]} " != *" $actor "* ]]; then
      number=$((number + 1))
      (( number % 10 == 1 )) || continue
    fi
    mkdir -p "$target.tmp/Actor_$actor"
    ln -s "$file" "$target.tmp/Actor_$actor/$name"
  done < <(find "$folder" -name '03-01-*.wav' -o -name '03-01-*.flac' | sort)
  mv "$target.tmp" "$target"
}

# Figures of a run folder: UAR, macro-F1, recall of calm, and the training clips that it had.
figures() {
  "$python" - "$@" <<'PY'
import json, sys
runs = [json.load(open(path)) for path in sys.argv[1:]]
mean = lambda values: sum(values) / len(values)
calm = [row["recall"] for run in runs for row in run["classes"] if row["label"] == "calm" and row["support"]]
print(f"{mean([run['uar'] for run in runs]):.3f} | {mean([run['macro']['f1'] for run in runs]):.3f} | " + (f"{mean(calm):.3f}" if calm else "–"))
PY
}

for corpus in whole calm-tenth; do
  echo
  echo "RAVDESS$([[ $corpus == whole ]] || echo ", calm cut to a tenth in training"), emobox folds $folds, $epochs epochs, seed $seed"
  echo
  echo "| --balance | UAR | macro-F1 | recall of calm |"
  echo "|---|---|---|---|"
  for way in $ways; do
    files=()
    for fold in $folds; do
      source=$folder
      if [[ $corpus != whole ]]; then
        source=$out/corpus-$corpus-$fold
        cut "$fold" "$source"
      fi
      run=$out/$corpus-$way-$epochs-$seed-$fold
      if [[ ! -e $run/fold-$fold/metrics.json ]]; then
        # enn may leave too few clips to train on: that is a finding, not an end
        "$root/ser" crossval "$source" --protocol emobox --fold "$fold" --balance "$way" --epochs "$epochs" --seed "$seed" --output "$run" \
          > "$run.log" 2>&1 || { echo "| $way | $(tail -n 1 "$run.log" | sed 's/^ser: //; s/|/ /g') | | |"; files=(); break; }
      fi
      files+=("$run/fold-$fold/metrics.json")
    done
    [[ ${#files[@]} -eq 0 ]] || echo "| $way | $(figures "${files[@]}") |"
  done
done
