#!/bin/sh
# Fetches the MySQL server of Debian's unstable suite, with the libraries that it was built against, into a folder of its
# own. Nothing is installed, the packages of this system are not touched, and no root is needed.
#
# usage: fetch-mysql.sh FOLDER     leaves FOLDER/root (unpacked packages) and FOLDER/bin (programs that start from anywhere)
set -eu

folder=$1
suite=sid
apt=$folder/apt
mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$apt/none" "$folder/root" "$folder/bin"
: > "$apt/status"

fail() {
    echo "$@" >&2
    exit 1
}

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

# All that the two packages need on an empty system, less what a server in a private folder never calls.
apt-get -qq install -y --print-uris mysql-server-core mysql-client-core > "$apt/uris"
packages=$(awk '{ print $2 }' "$apt/uris" | sed 's/_.*//' |
    grep -vE '^(perl|libperl|gcc-|libdb5|libgdbm|libc-gconv|libcrypt1|libbz2|.*-common$|mariadb)')
[ -n "$packages" ] || fail "suite $suite has no mysql-server-core"
# shellcheck disable=SC2086  # one argument a package
(cd "$apt/cache/archives" && apt-get -qq download $packages)
for package in "$apt"/cache/archives/*.deb; do
    dpkg-deb -x "$package" "$folder/root"
done
rm -rf "$apt"

# The programs run under their own loader and libraries: those of this system may be older.
for program in sbin/mysqld bin/mysql bin/mysqlbinlog bin/mysqldump bin/mysqladmin; do
    cat > "$folder/bin/${program#*/}" <<PROGRAM
#!/bin/sh
usr=\$(dirname "\$(dirname "\$(readlink -f "\$0")")")/root/usr
libraries=\$usr/lib/x86_64-linux-gnu
exec "\$libraries/ld-linux-x86-64.so.2" --library-path "\$libraries:\$usr/lib/mysql/private" \\
    --argv0 "\$usr/$program" "\$usr/$program" "\$@"
PROGRAM
    chmod 755 "$folder/bin/${program#*/}"
done
chmod -R a+rX "$folder"
"$folder/bin/mysqld" --no-defaults --version
