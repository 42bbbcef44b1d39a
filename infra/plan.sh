#!/usr/bin/env bash
# `./platform plan`: builds infra where it is out of date, and runs its plan entry.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
artifacts=$here/../.artifacts
program=$artifacts/bin/Infra/release/Platform.Infra
stamp=$artifacts/infra.stamp
log=$artifacts/infra.build.log

mkdir -p "$artifacts"
if [ ! -x "$program" ] || [ ! -f "$stamp" ] ||
  [ -n "$(cd "$here/.." && find infra jobs/Registry tests/PulumiOffline Directory.*.props global.json -newer "$stamp" -print -quit)" ]; then
  touch "$stamp.new"
  if ! "$here/build.sh" "$here/Infra.csproj" >"$log"; then
    grep -E 'error' "$log" | sort -u | tail -n 20 >&2 || tail -n 20 "$log" >&2
    printf 'error: the build of infra failed\nhint: the whole log is %s\n' "$log" >&2
    exit 78
  fi
  mv "$stamp.new" "$stamp"
fi
exec "$program" plan "$@"
