#!/usr/bin/env bash
# Installs the Pulumi command line of the version that infra's packages were built with, for CI.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# The engine is compatible with every SDK of its major version; this is the one that the SDK of Directory.Packages.props names in its changelog.
version=3.258.0
if command -v pulumi >/dev/null && [ "$(pulumi version)" = "v$version" ]; then exit 0; fi
curl --fail --silent --show-error --location https://get.pulumi.com | sh -s -- --version "$version"
echo "$HOME/.pulumi/bin" >>"${GITHUB_PATH:-$here/../.artifacts/pulumi-path}"
