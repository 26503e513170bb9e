# Becomes the command "$@", and kills it when standard input ends. Standard input is a pipe that the starter holds, so it
# ends when the starter does, even by SIGKILL. (prctl PDEATHSIG is no way: it follows the starting thread, not the process.)
exec 3<&0
sh -c '
    while read -r line; do :; done
    # Only while the command is still our parent: after its end its number may be given to another process.
    while read -r key value; do
        [ "$key $value" = "PPid: $1" ] && kill -KILL "$1"
    done < /proc/$$/status
' watchdog $$ <&3 >/dev/null 2>&1 &
exec 3<&-
exec "$@" </dev/null
