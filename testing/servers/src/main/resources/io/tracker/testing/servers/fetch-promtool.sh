# promtool, which checks rules and metrics for Prometheus, of the release that this system is. Follows private-apt.sh.
# shellcheck disable=SC1091  # part of the system
use_suite "$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")"
unpack prometheus
[ -x "$folder/root/usr/bin/promtool" ] || fail "package prometheus of suite $suite holds no promtool"
cp "$folder/root/usr/bin/promtool" "$folder/bin/promtool"
rm -rf "$folder/root"
chmod -R a+rX "$folder"
