#!/usr/bin/env bash
# Speed of ser train against PyTorch: the same network, batch and threads, taking turns; and how near both come to the machine's matrix product.
# Usage: training.sh FOLDER [EPOCHS], a folder of labelled recordings and the passes of a turn (default 6). OPTIONS="--arch cnn2d" goes to ser train.
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
folder=${1:?give a folder of labelled recordings, such as data/demo} epochs=${2:-6}
(( epochs >= 2 )) || { echo "give 2 passes or more: the first of a turn is not counted" >&2; exit 1; }
threads=${THREADS:-$(nproc 2> /dev/null || getconf _NPROCESSORS_ONLN)}
"$root/ser" --version > /dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2086 # OPTIONS are words
drive "$(cd "$folder" && pwd)" "$work" "$root/artifacts/ser/ser" "$here/training.py" "$python" "${ROUNDS:-3}" "$epochs" "$threads" ${OPTIONS:-} <<'PY'
import csv, json, os, statistics, subprocess, sys
from rounds import available

folder, work, ser, script, python, rounds, epochs, threads, *options = sys.argv[1:]
rounds, epochs, threads = int(rounds), int(epochs), int(threads)
if not available(python, ["torch"]):
    sys.exit(1)


def run(command, **settings):
    done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ, **settings))
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(command)}\n{done.stderr.strip()}")
    return done.stdout


def ours(number):
    """Clips per second of every epoch but the first, which pays for compilers and caches."""
    target = os.path.join(work, str(number))
    run([ser, "train", folder, "-o", target, "--epochs", str(epochs), "--threads", str(threads), "--no-sounds", "--json", *options])
    with open(os.path.join(target, "history.csv"), newline="") as table:
        return [float(row["clips_per_second"]) for row in csv.DictReader(table)][1:]


def theirs(variant, model, environment):
    return json.loads(run([python, script, variant, model, str(threads), str(epochs)], **environment))


# How PyTorch can be told to do it. glibc gives large tensors back to the system after every operation unless it is asked not to, and threads of
# OpenMP that wait take the processor from those that work.
TUNED = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": "100000000000", "OMP_WAIT_POLICY": "passive"}
VARIANTS = [("PyTorch, as it comes", "plain", {}), ("PyTorch, channels last, tuned malloc", "channels-last", TUNED),
            ("PyTorch, the same, in shards as ser", "shards", TUNED)]

model = os.path.join(work, "model.json")
speeds = {"ser train": []} | {name: [] for name, _, _ in VARIANTS}
products = []
for number in range(rounds):
    speeds["ser train"] += ours(number)
    if number == 0:
        with open(model, "w") as card:
            card.write(run([ser, "info", os.path.join(work, "0", "model.onnx"), "--json"]))
    for name, variant, environment in VARIANTS:
        answer = theirs(variant, model, environment)
        speeds[name] += answer["speeds"]
        work_of_clip, about = answer["multiplyAdds"], answer["about"]
    products.append(theirs("product", model, {}))

product = sorted(products, key=lambda one: one["all"])[len(products) // 2]
print(f"{about}; {threads} threads, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
print(f"a training clip takes {3 * work_of_clip / 1e6:.0f} million multiply-adds: {work_of_clip / 1e6:.1f} forwards, and backwards counts twice that")
print(f"a product of two 2048 x 2048 float32 matrices: {product['each'] / 1e9:.1f} thousand million a second on one thread, "
      f"{product['all'] / 1e9:.1f} on {product['threads']} side by side ({product['by']})\n")
ser_speed = statistics.median(speeds["ser train"])
print(f"{'':<37} {'clips/s':>8} {'middle half':>15} {'ser is':>9} {'of product':>11}")
for name, values in speeds.items():
    speed = statistics.median(values)
    low, _, high = statistics.quantiles(values, n=4) if len(values) > 1 else (speed,) * 3
    print(f"{name:<37} {speed:8.0f} {f'{low:.0f} … {high:.0f}':>15} {ser_speed / speed:8.2f}x {300 * work_of_clip * speed / product['all']:9.1f} %")
print("\nser reads its clips, varies, mixes and standardises them meanwhile; PyTorch is given ready batches of random numbers, which costs it nothing")
PY
