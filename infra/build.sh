#!/usr/bin/env bash
# Builds a project that stands on the Pulumi SDK: `infra/build.sh infra/Infra.csproj`. The official packages are taken where the package feed has
# them; else, loudly, the stand-in under tests/PulumiOffline, which plans but never deploys. PLATFORM_PULUMI_SDK=nuget|offline decides instead.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
artifacts=$here/../.artifacts
mkdir -p "$artifacts"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

# Which SDK the feed offers, asked once for each set of package versions.
sdk() {
  local answer=$artifacts/pulumi-sdk
  if [ -n "${PLATFORM_PULUMI_SDK-}" ]; then
    echo "$PLATFORM_PULUMI_SDK"
    return
  fi
  if [ ! -f "$answer" ] || [ "$here/../Directory.Packages.props" -nt "$answer" ]; then
    if dotnet restore "$here/Infra.csproj" -p:PulumiSdk=nuget --verbosity quiet >"$answer.log" 2>&1; then echo nuget; else echo offline; fi >"$answer"
  fi
  cat "$answer"
}

chosen=$(sdk)
if [ "$chosen" = offline ]; then
  cat >&2 <<'NOTE'
== infra: the package feed has no Pulumi and Pulumi.Aws, so the OFFLINE STAND-IN is built instead (tests/PulumiOffline).
== It plans and is tested; it never deploys. With a feed that has them: dotnet build infra -p:PulumiSdk=nuget
NOTE
fi
dotnet build "$1" -c Release -p:PulumiSdk="$chosen" -nodeReuse:false -verbosity:quiet
