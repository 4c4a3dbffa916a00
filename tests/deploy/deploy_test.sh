#!/usr/bin/env bash
# deploy_test.sh PROGRAM: the image has every library that the program names, and whatever serves it serves the web too.
set -euo pipefail
program=$1
failed=0

wrong() {
  echo "$*" >&2
  failed=1
}

image=$(sed -n '/^FROM debian:12-slim/,/^COPY/p' deploy/Dockerfile)
libraries=$(readelf --dynamic --wide "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
[ "$(wc -w <<<"$libraries")" -gt 10 ] || wrong "$program names hardly any library: $libraries"
for library in $libraries; do
  packages=$(dpkg-query --search "*/$library" | cut -d: -f1 | sort -u)
  case $packages in
    *libc6* | *libgcc-s1* | *libstdc++6*) continue ;; # come with every library of C++
  esac
  # Any of those that have it.
  grep -qwF -- "$packages" <<<"$image" || wrong "deploy/Dockerfile installs none of $packages, which have $library"
done

for file in deploy/Dockerfile deploy/compose.yaml deploy/guildhall.service; do
  grep -qE -- '--web[",= ]+/opt/guildhall/web' "$file" || wrong "$file serves no web"
done
exit "$failed"
