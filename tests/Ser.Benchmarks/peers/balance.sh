#!/usr/bin/env bash
# SMOTE and ADASYN on 12 162 rows of the Kaggle mix's class sizes against imbalanced-learn: call against call, process against
# process, peak memory, and whether the rows are the same. Usage: balance.sh [COLUMNS [METHOD]], default: 162 and 2376, smote and adasyn
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
all_columns=${1:-162 2376} methods=${2:-smote adasyn}
"$root/ser" --version > /dev/null
[[ ${BUILT:-0} == 1 ]] || build_host
work=${WORK:-$(mktemp -d)}; [[ -n ${WORK:-} ]] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"
for columns in $all_columns; do
  [[ -e $work/table-$columns.json ]] || "$python" "$here/balance.py" make "$work" "$columns"
done

drive "$work" "$root/artifacts/ser/ser" "$host" "$here/balance.py" "$python" "${ROUNDS:-3}" "$all_columns" "$methods" <<'PY'
import os, statistics, subprocess, sys, time
import rounds as driver
from rounds import Program, available

work, ser, host, peer, python, count, all_columns, methods = sys.argv[1:]
if not available(python, ["numpy", "imblearn"]):
    sys.exit(1)

def process(command):
    """Seconds by the clock and peak memory in MB of a program."""
    clock = time.perf_counter()
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - clock, used.ru_maxrss / 1024

def line(name, ours, theirs, digits):
    print(f"{name:<34} {ours:10.{digits}f} {theirs:10.{digits}f} {theirs / ours:8.1f}", flush=True)

driver.ONE_THREAD.clear()   # here both may use every processor
for columns in all_columns.split():
    table = f"{work}/table-{columns}.npy"
    for method in methods.split():
        subprocess.run([python, peer, "record", method, table, work], check=True)
        subprocess.run([host, "rounds", "balance-replay", method, table, f"{work}/draws.bin", f"{work}/ours.npy"], check=True)
        equal = subprocess.run([python, peer, "compare", f"{work}/rows.npy", f"{work}/ours.npy"], check=True, capture_output=True, text=True).stdout.strip()
        print(f"{method}, 12162 x {columns} float32, {os.cpu_count()} processors; fed with the same draws: {equal}")
        print(f"{'':<34} {'ser':>10} {'imblearn':>10} {'ratio':>8}")

        ours, theirs = Program("ours", [host, "rounds", "balance", method, table]), Program("imblearn", [python, peer, "call", method, table])
        pairs = []
        for number in range(1 + int(count)):   # the first round is for compilers and caches
            pair = (ours.round(), theirs.round()) if number % 2 == 0 else (theirs.round(), ours.round())[::-1]
            pairs += [pair] if number else []
        ours.close(), theirs.close()
        line("call, ms by the clock", *(statistics.median(pair[i][0] for pair in pairs) / 1e3 for i in (0, 1)), 1)
        line("call, ms of the processors", *(statistics.median(pair[i][1] for pair in pairs) / 1e3 for i in (0, 1)), 1)

        runs = [(process([ser, "resample", table, "-m", method, "-o", f"{work}/ser.npy"]), process([python, peer, "file", method, table, f"{work}/peer.npy"]))
                for _ in range(int(count))]
        line("file to file, s by the clock", *(statistics.median(run[i][0] for run in runs) for i in (0, 1)), 2)
        line("file to file, peak memory in MB", *(statistics.median(run[i][1] for run in runs) for i in (0, 1)), 0)
        print(f"load now {os.getloadavg()[0]:.1f}, medians of {len(pairs)} rounds\n", flush=True)
PY
