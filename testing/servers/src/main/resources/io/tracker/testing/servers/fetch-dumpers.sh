# mydumper and zstd, of the release that this system is, with the libraries that they need. Follows private-apt.sh.
# shellcheck disable=SC1091  # part of the system
use_suite "$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")"
unpack mydumper libmariadb3 mariadb-common libglib2.0-0 libpcre3 zstd
for program in mydumper zstd; do
    [ -x "$folder/root/usr/bin/$program" ] || fail "suite $suite holds no $program"
    cat > "$folder/bin/$program" <<PROGRAM
#!/bin/sh
usr=\$(dirname "\$(dirname "\$(readlink -f "\$0")")")/root/usr
export LD_LIBRARY_PATH="\$usr/lib/x86_64-linux-gnu:\$usr/../lib/x86_64-linux-gnu"
export MARIADB_PLUGIN_DIR="\$usr/lib/x86_64-linux-gnu/libmariadb3/plugin"
exec "\$usr/bin/$program" "\$@"
PROGRAM
    chmod 755 "$folder/bin/$program"
done
rm -rf "$folder/root/usr/share"
chmod -R a+rX "$folder"
"$folder/bin/mydumper" --version
