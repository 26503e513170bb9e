# Chromium without a screen, of the release that this system is, with the libraries and the font that it needs, and FOLDER/bin/chromium, which
# starts from anywhere. Follows private-apt.sh.
# shellcheck disable=SC1091  # part of the system
use_suite "$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")"

# All that the package needs on an empty system, less what every system has and what draws on a screen alone.
apt-get -qq install -y --print-uris chromium fonts-dejavu-core > "$apt/uris"
packages=$(awk '{ print $2 }' "$apt/uris" | sed 's/_.*//' |
    grep -vE '^(libc6|libc-bin|gcc-12-base|libgcc-s1|perl|libperl|libllvm|libz3|libgl1-mesa|adwaita|hicolor|systemd|libsystemd-shared|udev|dpkg|debconf|passwd|tar|init|dbus|dconf|login|adduser|mount|util-linux|coreutils|base-|sed|.*-bin$|xkb-data)')
[ -n "$packages" ] || fail "suite $suite has no chromium"
megabytes=$(awk '{ bytes += $3 } END { print int(bytes / 1000000) }' "$apt/uris")
[ "$megabytes" -lt 400 ] || fail "chromium of suite $suite is too large (got $megabytes MB, expected less than 400 MB)"
# shellcheck disable=SC2086  # one argument a package
unpack $packages
[ -x "$folder/root/usr/lib/chromium/chromium" ] || fail "package chromium of suite $suite holds no chromium"
find "$folder/root/usr/lib/chromium/locales" -type f ! -name "en-US.*" -delete
rm -rf "$folder/root/usr/share/doc" "$folder/root/usr/share/man" "$folder/root/usr/share/locale" "$folder/root/var"

# Its fonts are these alone, so that a page looks the same everywhere.
cat > "$folder/fonts.conf" <<'FONTS'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">root/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
FONTS
cat > "$folder/bin/chromium" <<'PROGRAM'
#!/bin/sh
folder=$(dirname "$(dirname "$(readlink -f "$0")")")
usr=$folder/root/usr
export LD_LIBRARY_PATH="$usr/lib/x86_64-linux-gnu:$folder/root/lib/x86_64-linux-gnu:$usr/lib/x86_64-linux-gnu/nss:$usr/lib/x86_64-linux-gnu/pulseaudio"
export FONTCONFIG_FILE="$folder/fonts.conf"
exec "$usr/lib/chromium/chromium" "$@"
PROGRAM
chmod 755 "$folder/bin/chromium"
chmod -R a+rX "$folder"
"$folder/bin/chromium" --version
