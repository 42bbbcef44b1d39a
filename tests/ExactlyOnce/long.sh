#!/usr/bin/env bash
# The long form of the exactly-once suite: every fault at every step, the database away for five minutes, 300 jobs against 100 connections, a registry of
# 1,000 tables with random kills. About half an hour on two cores; needs root for its small file systems. Ends with the totals.
# `tests/ExactlyOnce/long.sh -class '*KillTests'` runs a part.
set -euo pipefail

cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
dotnet publish jobs/Snapshot/Snapshot.csproj -c Release -r linux-x64 -o .platform/bin -verbosity:quiet
dotnet build tests/ExactlyOnce/ExactlyOnce.Tests.csproj -verbosity:quiet -clp:NoSummary
PLATFORM_EXACTLY_ONCE=long PLATFORM_SNAPSHOT_BINARY=$PWD/.platform/bin/snapshot \
  exec .artifacts/bin/ExactlyOnce.Tests/release/Platform.ExactlyOnce.Tests -noColor "$@"
