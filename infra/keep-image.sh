#!/usr/bin/env bash
# Keeps the job image that a stack names: `infra/keep-image.sh STACK`, before each deployment. The repository expires what was never deployed; an
# image tagged deployed-* it never touches.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
image=$(sed -n 's/^ *platform:image: *\([^ #]*\).*/\1/p' "$here/../stacks/Pulumi.$1.yaml")
if [ -z "$image" ]; then
  echo "stack $1 names no image yet: nothing to keep"
  exit 0
fi
digest=${image#*@}
name=${image#*/}
name=${name%@*}
tag=deployed-${digest:7:16}
# Tags never move: the second deployment of an image finds its tag where the first one put it.
if aws ecr describe-images --repository-name "$name" --image-ids "imageTag=$tag" >/dev/null 2>&1; then exit 0; fi
manifest=$(aws ecr batch-get-image --repository-name "$name" --image-ids "imageDigest=$digest" --query 'images[0].imageManifest' --output text)
aws ecr put-image --repository-name "$name" --image-tag "$tag" --image-manifest "$manifest" >/dev/null
