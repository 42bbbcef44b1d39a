#!/usr/bin/env bash
# debian-root.sh DIRECTORY PACKAGE|FILE...: a root file system of the files of installed Debian packages (names may be patterns) and of single files. It is
# what an image stands on where no registry can be reached: the packages of a minimal base, and no shell.
set -euo pipefail

root=$1
shift
mkdir -p "$root"/usr/{lib,lib64,bin,sbin}
for directory in lib lib64 bin sbin; do ln -s "usr/$directory" "$root/$directory"; done

files() {
  local wanted found
  for wanted in "$@"; do
    case $wanted in /*)
      echo "$wanted"
      continue
      ;;
    esac
    found=$(dpkg-query --show --showformat '${db:Status-Abbrev}\t${binary:Package}\n' "$wanted" | sed -n 's/^ii *\t//p')
    [ -n "$found" ] || { echo "no package $wanted is installed" >&2; return 1; }
    # shellcheck disable=SC2086
    dpkg --listfiles $found
  done
}

list=$(files "$@")
grep -vE '^/\.$|^/usr/share/(doc|man|locale|lintian|info|bug)(/|$)' <<<"$list" | sort -u |
  while IFS= read -r path; do if [ -e "$path" ] || [ -L "$path" ]; then printf '%s\n' "${path#/}"; fi; done |
  tar --create --directory=/ --no-recursion --files-from=- | tar --extract --directory="$root" --keep-directory-symlink
