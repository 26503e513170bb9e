# The MySQL server of Debian's unstable suite, with the libraries that it was built against, and in FOLDER/bin programs that start from
# anywhere. Follows private-apt.sh.
use_suite sid

# All that the two packages need on an empty system, less what a server in a private folder never calls.
apt-get -qq install -y --print-uris mysql-server-core mysql-client-core > "$apt/uris"
packages=$(awk '{ print $2 }' "$apt/uris" | sed 's/_.*//' |
    grep -vE '^(perl|libperl|gcc-|libdb5|libgdbm|libc-gconv|libcrypt1|libbz2|.*-common$|mariadb)')
[ -n "$packages" ] || fail "suite $suite has no mysql-server-core"
# shellcheck disable=SC2086  # one argument a package
unpack $packages

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
