#!/bin/sh
# What the scripts begin with that fetch packages of Debian into a folder of their own. Nothing is installed, the packages of this system
# are not touched, and no root is needed.
#
# usage: SCRIPT FOLDER     leaves FOLDER/root (unpacked packages) and what the script adds
set -eu

folder=$1

fail() {
    echo "$@" >&2
    exit 1
}

# Makes apt look at one suite alone, and keep all that it notes in the folder.
use_suite() {
    suite=$1
    apt=$folder/apt
    mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$apt/none" "$folder/root" "$folder/bin"
    : > "$apt/status"

    # The archive that this system's apt is configured for; no list of packages needs to be there yet.
    archive=$(apt-get update --print-uris 2>/dev/null |
        sed -n "s|^'\(.*/debian\)/*/dists/[^/]*/InRelease'.*|\1|p" | head -n 1)
    [ -n "$archive" ] || fail "no Debian archive is configured in the sources of apt"
    keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -r "$keyring" ] || fail "the keys of the Debian archive are missing: $keyring"

    echo "deb [arch=amd64 signed-by=$keyring] $archive $suite main" > "$apt/sources.list"
    # How this system gets at archives (proxies, certificates) holds; its hooks and folders do not.
    apt-config dump | grep '^Acquire::' > "$apt/apt.conf"
    cat >> "$apt/apt.conf" <<CONF
Dir::Etc::main "$apt/none/apt.conf";
Dir::Etc::parts "$apt/none";
Dir::State "$apt/state";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
Dir::Log "$apt";
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "$apt/none";
Dir::Etc::preferences "$apt/none/preferences";
Dir::Etc::preferencesparts "$apt/none";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Retries "3";
CONF
    APT_CONFIG=$apt/apt.conf
    export APT_CONFIG

    apt-get -qq update
}

# Unpacks packages of the suite, by name, and forgets apt's notes.
unpack() {
    (cd "$apt/cache/archives" && apt-get -qq download "$@")
    for package in "$apt"/cache/archives/*.deb; do
        dpkg-deb -x "$package" "$folder/root"
    done
    rm -rf "$apt"
}

