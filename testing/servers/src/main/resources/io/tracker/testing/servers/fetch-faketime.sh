# The library that shows a process another clock, of the release that this system is: it is loaded into programs that use this system's own
# libraries. Follows private-apt.sh.
# shellcheck disable=SC1091  # part of the system
use_suite "$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")"
unpack libfaketime
find "$folder/root" -name libfaketimeMT.so.1 -exec cp {} "$folder/libfaketime.so" \;
[ -e "$folder/libfaketime.so" ] || fail "package libfaketime of suite $suite holds no libfaketimeMT.so.1"
chmod -R a+rX "$folder"
