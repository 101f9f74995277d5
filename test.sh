#!/usr/bin/env bash
# Runs every test in Release. Ends with "N passed, N failed" (", N skipped" may follow); exits non-zero on a failure.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

# Every format but WAV is read by libsndfile; without it the tests that need it are skipped, with the reason.
if [[ $(uname -s) == Linux && $(id -u) == 0 ]] && ! ldconfig -p | grep -q 'libsndfile\.so\.1'; then
  echo "installing libsndfile1 ..." >&2
  { apt-get update && apt-get install --yes --no-install-recommends libsndfile1; } > /dev/null 2>&1 || echo "libsndfile1 cannot be installed; going on without it" >&2
fi

./ser --version > /dev/null || exit 1   # the end-to-end tests run the published program
dotnet build SerApp.sln --configuration Release --verbosity quiet --nologo || exit 1

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution SerApp.sln --configuration Release --no-build 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [[ -z $passed || $status != 0 && ${failed:-0} == 0 ]]; then
  failed=$((${failed:-0} + 1))   # a test program that broke down is a failure, not silence
fi

line="${passed:-0} passed, ${failed:-0} failed"
[[ ${skipped:-0} != 0 ]] && line+=", $skipped skipped"
echo "$line"
[[ $failed == 0 ]]
