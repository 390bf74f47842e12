#!/usr/bin/env bash
# Runs the whole suite: installs what the tests need where it can, builds, tests, and prints "N passed, N failed[, N skipped]" as its last line.
#   ./test.sh                      everything
#   ./test.sh Runtime Crdt         only the test projects whose names contain one of the words
set -euo pipefail
cd "$(dirname "$0")"

configuration="${CONFIGURATION:-Release}"
results="artifacts/test-results"

# What the tests need besides the SDK: a server to gossip over, and a linker for native programs.
missing_packages() {
  PATH="$PATH:/usr/sbin" command -v nats-server >/dev/null || echo nats-server
  command -v clang >/dev/null || command -v gcc >/dev/null || echo gcc libc6-dev
  [ -e /usr/include/zlib.h ] || echo zlib1g-dev
}

install_missing() {
  local missing sudo=""
  missing="$(missing_packages | tr '\n' ' ')"
  if [ -z "$missing" ]; then return; fi
  if ! command -v apt-get >/dev/null; then
    echo "Missing: $missing; install them with your package manager. Tests that need them are skipped or fail." >&2
    return
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "Missing: $missing; neither root nor sudo is there to install them. Tests that need them are skipped or fail." >&2
      return
    fi
    sudo="sudo"
  fi
  echo "Installing from the distribution: $missing"
  # A package's service must not start: the tests run servers of their own.
  $sudo apt-get update -qq >/dev/null
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

command -v dotnet >/dev/null || { echo "The .NET 10 SDK is missing: see https://dotnet.microsoft.com/download." >&2; exit 1; }
install_missing

export CI="${CI:-true}"
rm -rf "$results"
dotnet build Scuttlegen.sln --configuration "$configuration" --nologo --verbosity quiet

passed=0 failed=0 skipped=0 broken=0
for project in tests/*/*.csproj; do
  name="$(basename "$project" .csproj)"
  if [ $# -gt 0 ]; then
    wanted=false
    for word in "$@"; do case "$name" in *"$word"*) wanted=true ;; esac; done
    $wanted || continue
  fi

  log="$results/$name.log"
  mkdir -p "$results"
  echo "== $name"
  status=0
  dotnet run --project "$project" --configuration "$configuration" --no-build -- --no-progress --no-ansi --timeout 10m >"$log" 2>&1 || status=$?
  count() { { grep -E "^  $1: [0-9]+" "$log" || true; } | tail -n 1 | sed -E 's/.*: ([0-9]+).*/\1/'; }
  p="$(count succeeded)" f="$(count failed)" s="$(count skipped)"
  if [ -z "$p" ] || [ -z "$f" ] || [ -z "$s" ]; then
    echo "$name did not finish (exit code $status):" >&2
    tail -n 40 "$log" >&2
    broken=$((broken + 1))
    continue
  fi
  if [ "$status" -ne 0 ] || [ "$s" -ne 0 ]; then grep -vE '^\s*$' "$log" | tail -n 200; fi
  # A runner that fails without a failed test (a crash after the last one, say) has failed all the same.
  if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then broken=$((broken + 1)); fi
  echo "   $p passed, $f failed, $s skipped"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

failed=$((failed + broken))
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ]
