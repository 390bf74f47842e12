#!/usr/bin/env bash
# Breaks a copy of the runtime in one way after the other (tests/Scuttlegen.Simulation/mutants.txt) and runs the simulation on each.
# Succeeds if every one is caught.
#   eng/mutants.sh                       all
#   SEEDS=1000 eng/mutants.sh a b        those, for so many seeds
set -euo pipefail
cd "$(dirname "$0")/.."
seeds="${SEEDS:-500}"

copy="$(mktemp -d)"
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard -- ':(top,glob)*' tests/Directory.Build.props tests/Shared tests/Scuttlegen.Simulation src/Scuttlegen.Runtime src/Scuttlegen.Generators |
  xargs -0 cp --parents -t "$copy"
runtime="$copy/src/Scuttlegen.Runtime"
simulation="$copy/tests/Scuttlegen.Simulation"
log="$copy/log"

build() {
  dotnet build "$@" -c Release --nologo -v q -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false -p:NuGetAudit=false >"$log" 2>&1 </dev/null || { cat "$log"; exit 2; }
}

# A variant that goes round in circles is caught too.
simulate() { timeout 300 dotnet "$simulation/bin/Release/net10.0/Scuttlegen.Simulation.dll" --seeds "$seeds" >"$log" 2>&1 </dev/null; }

build "$simulation"
simulate || { cat "$log"; echo "The simulation fails without being broken." >&2; exit 2; }

survived=0
while read -r heading; do
  case "$heading" in '' | '#'*) continue ;; esac
  name="${heading%%:*}"
  read -r file
  read -r script
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi

  cp "$runtime/$file" "$copy/original"
  sed -i "$script" "$runtime/$file"
  if cmp -s "$copy/original" "$runtime/$file"; then
    echo "$name: its script changes nothing in $file" >&2
    exit 2
  fi

  build "$runtime" --no-restore
  cp "$runtime/bin/Release/net10.0/Scuttlegen.Runtime.dll" "$simulation/bin/Release/net10.0/"
  status=0
  simulate || status=$?
  if [ "$status" -eq 0 ]; then
    echo "SURVIVED $heading"
    survived=$((survived + 1))
  elif [ "$status" -eq 124 ]; then
    echo "caught   $name, which runs for ever"
  else
    echo "caught   $name at $(grep -m 1 -oE '^Seed [0-9]+ failed: [^ ]+ .{0,120}' "$log" || tail -n 1 "$log")"
  fi

  cp "$copy/original" "$runtime/$file"
done <tests/Scuttlegen.Simulation/mutants.txt
[ "$survived" -eq 0 ]
