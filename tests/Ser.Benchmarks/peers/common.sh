# Read by the scripts beside it, not run by itself.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
python=${PYTHON:-/usr/bin/python3}
rounds=${ROUNDS:-15}
host=$root/artifacts/bin/Ser.Benchmarks/release/Ser.Benchmarks

build_host() {
  dotnet build "$root/tests/Ser.Benchmarks" --configuration Release --verbosity quiet --nologo > /dev/null || { echo "the benchmark host cannot be built" >&2; exit 1; }
}

drive() { PYTHONPATH=$here "$python" - "$@"; }
