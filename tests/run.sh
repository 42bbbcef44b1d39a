#!/usr/bin/env bash
# ./platform test: installs what the tests need, builds, runs every suite, checks the formatting, and ends with the line
# `N passed, N failed`. Exit 1 where anything failed or a suite did not run. `./platform test Ledger Lake` runs those suites only.
# Each suite's whole output is kept under .artifacts/test-logs.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root"
logs=$root/.artifacts/test-logs
suite_limit=${PLATFORM_SUITE_LIMIT:-1800} # seconds; a suite that hangs fails
passed=0
failed=0

say() { printf '== %s\n' "$*"; }

# Runs a step with its output in a log, shown only when it fails.
step() { # name, command...
  local name=$1 start=$SECONDS
  shift
  say "$name"
  if "$@" >"$logs/$name.log" 2>&1; then return; fi
  tail -n 40 "$logs/$name.log"
  printf 'error: %s failed after %s s; the whole log is %s\n' "$name" $((SECONDS - start)) "$logs/$name.log" >&2
  printf '%s passed, %s failed\n' "$passed" $((failed + 1))
  exit 1
}

# Debian packages that the suites use and this machine lacks.
missing_packages() {
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || echo postgresql
  ldconfig -p 2>/dev/null | grep -q 'libzstd\.so\.1' || echo libzstd1
  command -v node >/dev/null || echo nodejs
  command -v npm >/dev/null || echo npm
  # The job image is built and run.
  command -v buildah >/dev/null || echo buildah
  # The service models that the AWS fakes hold requests against.
  [ -d /usr/lib/python3/dist-packages/botocore/data/glue ] || echo python3-botocore
  # Another maker's Avro.
  [ -d /usr/lib/python3/dist-packages/avro ] || echo python3-avro
}

install_packages() {
  local packages
  packages=$(missing_packages)
  [ -n "$packages" ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
  else
    echo "missing: $packages"
    echo "hint: sudo apt-get install" $packages
    return 1
  fi
}

# External readers that judge our files.
install_judges() {
  [ -f tests/Judges/package-lock.json ] || return 0
  [ tests/Judges/node_modules/.package-lock.json -nt tests/Judges/package-lock.json ] || npm ci --prefix tests/Judges --no-audit --no-fund
}

publish_jobs() {
  local job
  for job in Snapshot Restore Watch; do dotnet publish "jobs/$job/$job.csproj" -c Release -r linux-x64 -o .platform/bin -p:UseSharedCompilation=false; done
}

run_suite() { # project name
  local name=$1 program=.artifacts/bin/$1/release/Platform.$1 log=$logs/$1.log summary total bad start=$SECONDS
  [ -x "$program" ] || program=$(ls ".artifacts/bin/$name/release/"Platform.*Tests 2>/dev/null | head -n 1) || true
  timeout --kill-after=30 "$suite_limit" "$program" -noColor -noLogo -failSkips ${PLATFORM_TEST_ARGUMENTS-} >"$log" 2>&1 || true
  summary=$(sed -n 's/^ *Platform\..*Tests  \(Total: .*\)$/\1/p' "$log" | tail -n 1)
  if [ -z "$summary" ] || [ "$(field Total "$summary")" = 0 ]; then
    failed=$((failed + 1))
    printf '%-28s did not run; the end of %s:\n' "$name" "$log"
    tail -n 20 "$log"
    return
  fi
  total=$(field Total "$summary")
  bad=$(($(field Failed "$summary") + $(field Errors "$summary") + $(field 'Not Run' "$summary")))
  passed=$((passed + total - bad))
  failed=$((failed + bad))
  printf '%-28s %5s passed %3s failed %5s s\n' "$name" $((total - bad)) "$bad" $((SECONDS - start))
  sed -n 's/^totals: /  /p' "$log"
  if [ "$bad" != 0 ]; then grep -A 12 -F '[FAIL]' "$log" | head -n 120 || true; fi
}

field() { # name, summary line
  local value
  value=$(printf '%s' "$2" | sed -n "s/.*$1: \([0-9]*\).*/\1/p")
  echo "${value:-0}"
}

suites() {
  find tests -name '*.Tests.csproj' -exec basename {} .csproj \; | sort
}

rm -rf "$logs"
mkdir -p "$logs"
command -v dotnet >/dev/null || { echo "error: the .NET SDK was not found; install the .NET 10 SDK" >&2; exit 78; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PLATFORM_SNAPSHOT_BINARY=${PLATFORM_SNAPSHOT_BINARY-$root/.platform/bin/snapshot}
export PLATFORM_RESTORE_BINARY=${PLATFORM_RESTORE_BINARY-$root/.platform/bin/restore}
export PLATFORM_WATCH_BINARY=${PLATFORM_WATCH_BINARY-$root/.platform/bin/watch}

# The long forms run the suites again and again: they build with the first run only.
if [ -z "${PLATFORM_TESTS_BUILT-}" ]; then
  step packages install_packages
  step judges install_judges
  step restore dotnet restore Platform.sln --locked-mode
  step build jobs/build.sh
  step publish publish_jobs
  step infra infra/build.sh tests/Infra/Infra.Tests.csproj
  grep '^== ' "$logs/infra.log" || true
fi

wanted=("$@")
for suite in $(suites); do
  if [ ${#wanted[@]} -gt 0 ] && ! printf '%s\n' "${wanted[@]}" | grep -qx "${suite%.Tests}"; then continue; fi
  run_suite "$suite"
done

say format
if dotnet format whitespace . --folder --verify-no-changes --exclude .artifacts .platform >"$logs/format.log" 2>&1; then
  passed=$((passed + 1))
else
  failed=$((failed + 1))
  head -n 20 "$logs/format.log"
  echo "hint: dotnet format whitespace . --folder"
fi

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
