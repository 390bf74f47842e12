#!/usr/bin/env bash
# Records the public API of every package in its PublicAPI.Unshipped.txt, after a change of it that is meant.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in Runtime Crdt Ed25519 Encryption Nats Sqlite Streams Testing; do
  project="src/Scuttlegen.$name"
  # The fix only ever adds lines: what is gone must be gone from the file as well.
  echo '#nullable enable' >"$project/PublicAPI.Unshipped.txt"
  dotnet format analyzers "$project/Scuttlegen.$name.csproj" --diagnostics RS0016 --severity warn --verbosity quiet
  LC_ALL=C sort -o "$project/PublicAPI.Unshipped.txt" "$project/PublicAPI.Unshipped.txt"
  echo "$project: $(wc -l <"$project/PublicAPI.Unshipped.txt") lines"
done
