#!/usr/bin/env bash
# Unpacks Debian's package snac2 into a cache outside of the tree, without installing it, and prints the path of its program.
# Debian has it since trixie. Where the machine runs an older release, the package is taken from trixie on the mirror that the machine
# already uses; its program runs there too, as it needs little more than libc and libcurl.
set -euo pipefail
suite=trixie
cache="${XDG_CACHE_HOME:-$HOME/.cache}/microblog-tests/snac2-$suite"
program="$cache/root/usr/bin/snac"

if [ ! -x "$program" ]; then
    mkdir -p "$cache"
    work=$(mktemp -d "$cache/work.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    mkdir -p "$work"/{lists/partial,archives/partial,root}
    mirror=$(apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
        awk '$1 == "Debian" && $2 !~ /-/ { print $3; exit }')
    [ -n "$mirror" ] || { echo "apt knows no Debian mirror" >&2; exit 1; }
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" > "$work/sources.list"
    apt() {
        timeout 180 apt-get -q=2 -o APT::Sandbox::User=root -o Acquire::Retries=3 -o Acquire::Languages=none \
            -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
            -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State="$work" \
            -o Dir::State::Lists="$work/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$work" "$@" >&2
    }
    apt update
    (cd "$work" && apt download snac2)
    dpkg-deb -x "$work"/snac2_*.deb "$work/root"
    rm -rf "$cache/root"
    mv "$work/root" "$cache/root"
fi
# Without arguments it says how it is used; a library that the machine lacks makes it say nothing.
[[ $("$program" 2>&1 || true) == *ActivityPub* ]] || { echo "$program does not run here: install the Debian package libcurl4" >&2; exit 1; }
echo "$program"
