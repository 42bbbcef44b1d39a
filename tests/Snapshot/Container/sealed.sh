#!/usr/bin/env bash
# sealed.sh ROOT UID:GID COMMAND...: runs a command as AWS Batch runs a job: process 1 of its own, no privilege, and a root file system that nobody can write.
set -euo pipefail

# shellcheck disable=SC2016
exec unshare --mount --pid --fork --kill-child bash -euo pipefail -c '
  root=$1 user=$2
  shift 2
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -o remount,bind,ro "$root"
  if touch "$root/probe" 2>/dev/null; then echo "the root can be written" >&2; exit 99; fi
  exec chroot --userspec="$user" --groups= "$root" "$@"
' sealed "$@"
