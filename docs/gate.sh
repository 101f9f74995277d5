#!/usr/bin/env bash
# A job of a build server: may this model take the place of the one before it?
#   docs/gate.sh MODEL CLIPS [BASELINE]
# MODEL is a model.onnx, CLIPS a folder of labelled recordings that it was not trained on, BASELINE the metrics.json that an earlier job
# left. Ends with the exit code of 'ser evaluate': 0 it may, 3 a gate was missed, 1 and 2 the job itself is at fault.
# SER names the program, OUT the folder for the reports, MIN_UAR and MAX_DROP move the gates.
set -u
model=${1:?model.onnx} clips=${2:?folder of recordings} baseline=${3:-}
out=${OUT:-evaluation}
mkdir -p "$out"

gates=(--min-uar "${MIN_UAR:-0.5}" --forbid-overlap)
if [[ -n $baseline ]]; then
  gates+=(--baseline "$baseline" --max-drop "${MAX_DROP:-0.02}")
fi

# metrics.json and predictions.csv stand beside each other, so this folder is a baseline for the next job, clip by clip.
"${SER:-ser}" evaluate "$model" "$clips" "${gates[@]}" --json \
  --predictions "$out/predictions.csv" --markdown "$out/report.md" --junit "$out/junit.xml" > "$out/metrics.json"
code=$?
case $code in
  0) echo "the model may go out" ;;
  3) echo "the model stays here: see the gates above and $out/report.md" ;;
  *) echo "nothing was judged" ;;
esac
exit $code
