#!/bin/sh
# Writes requirements.lock anew from pyproject.toml: one file for Python 3.11 to 3.13, with hashes
# and no addresses. First what runs Modugil, then what only development needs. Needs uv.
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --no-header --no-emit-index-url --no-emit-find-links "$@" pyproject.toml
}
all=$(mktemp) runtime=$(mktemp)
trap 'rm -f "$all" "$runtime"' EXIT
cp requirements.lock "$all" 2>/dev/null || true
compile ${LOCK_OPTIONS:-} --all-extras -o "$all" >/dev/null
compile --extra broker --extra elevation --extra roadview --extra scale --extra build -c "$all" -o "$runtime" >/dev/null
{
    echo "# What pyproject.toml asks for, for Python 3.11 to 3.13. Written by \`make lock\`."
    cat "$runtime"
    echo
    echo "# --- development: what only tests and checks need"
    # An entry is its first line and the indented lines of hashes below it.
    awk '/^[^ #]/ { keep = !(FILENAME == ARGV[2] && ($0 in seen)) }
         FILENAME == ARGV[1] { if (/^[^ #]/) seen[$0] = 1; next }
         keep && !/^#/' "$runtime" "$all"
} > requirements.lock
