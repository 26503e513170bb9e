#!/bin/sh
# One step of the day under Oozie: runs a command of tracker-jobs and says on standard output, as Java properties, how it ended.
# What the tool prints goes to standard error: it stands in the log of the launcher's container.
#
#   tracker-step.sh STEP COMMAND [options of tracker-jobs COMMAND]
#
#   step=complete
#   exit=11                   the exit code of tracker-jobs: 0 done, 1 failure, 2 operator, 11 not yet
#   reason=complete: ...      only where it is not 0; printable ASCII, 300 characters at most
#
# This script itself ends with 0, so that the workflow decides by `exit`; with another code only where it cannot run at all.
#
#   TRACKER_TOOL              the command that is tracker-jobs on this node, in words; default: hadoop jar tracker-jobs-job.jar
#   TRACKER_OPTIONS           more options of the command, in words
#   TRACKER_TRIES             how often a step that fails (exit code 1) is tried at all; default 1
#   TRACKER_PAUSE             seconds between two tries; default 60
#   TRACKER_LIBRARIES_FIRST   true: the jar's own libraries come first in the client, which Hadoop 3.4 needs; unzip must be there
#   TRACKER_REGISTER_TABLES   step register: dataset.table in words; for each of them COMMAND prints statements
#   TRACKER_REGISTER_COMMAND  step register: what runs a file of statements, in words; the file's name is added
set -euf

reason_bytes=300
step=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/statements"

# Runs a command whose standard output goes to a file, or with the rest to the log; keeps what it said and its exit code.
run() { # file or -, command
    target=$1
    shift
    {
        code=0
        if [ "$target" = - ]; then
            "$@" 2>&1 </dev/null || code=$?
        else
            "$@" 2>&1 >>"$target" </dev/null || code=$?
        fi
        echo "$code" >"$work/exit"
    } | tee "$work/said" >&2
    read -r code <"$work/exit"
    return "$code"
}

# shellcheck disable=SC2086  # commands and options in words
tool() { # file or -, command and options
    target=$1
    shift
    run "$target" ${TRACKER_TOOL:-hadoop jar tracker-jobs-job.jar} "$@"
}

# shellcheck disable=SC2086
register() { # command and options
    : >"$work/statements"
    for table in ${TRACKER_REGISTER_TABLES:-}; do
        tool "$work/statements" "$@" --dataset "${table%%.*}" --table "${table#*.}" || return
    done
    if [ -n "${TRACKER_REGISTER_TABLES:-}" ]; then
        if [ -z "${TRACKER_REGISTER_COMMAND:-}" ]; then
            echo "registerTables names tables, and registerCommand is empty" >"$work/said"
            return 2
        fi
        run - $TRACKER_REGISTER_COMMAND "$work/statements"
        # what an engine's client means by its exit code, only it knows
    fi
}

once() {
    if [ "$step" = register ]; then
        register "$@"
    else
        # shellcheck disable=SC2086
        tool - "$@" ${TRACKER_OPTIONS:-}
    fi
}

# What is missing, or what failed and what to do; otherwise the last words. No backslash, since Oozie doubles some of them.
reason() {
    pattern='^(tracker-jobs[ :]|HINT: |  missing  |dt=[0-9-]+: not complete)'
    { grep -aE "$pattern" "$work/said" | grep -avE '^tracker-jobs [a-z]+: waiting for ' || grep -a '[^[:space:]]' "$work/said" | tail -n 1; } |
        LC_ALL=C sed -e 's/^ *missing  */missing /' | LC_ALL=C awk '{ printf "%s%s", separator, $0; separator = "; " }' |
        LC_ALL=C tr -c '[:print:]' '?' | tr '\\' '/' | cut -c "1-$reason_bytes" | sed -e 's/\${/$ {/g'
}

# The client of Hadoop 3.4 has a Jackson that is too old for the tool.
if [ "${TRACKER_LIBRARIES_FIRST:-false}" = true ]; then
    unzip -q -o -d tracker tracker-jobs-job.jar 'lib/*' >&2
    export HADOOP_CLASSPATH="$PWD/tracker/lib/*${HADOOP_CLASSPATH:+:$HADOOP_CLASSPATH}"
fi
export HADOOP_USER_CLASSPATH_FIRST=true

try=1
code=0
once "$@" || code=$?
while [ "$code" -eq 1 ] && [ "$try" -lt "${TRACKER_TRIES:-1}" ]; do
    echo "tracker-step: try $try of $TRACKER_TRIES failed; the next one begins in ${TRACKER_PAUSE:-60} s" >&2
    sleep "${TRACKER_PAUSE:-60}"
    try=$((try + 1))
    code=0
    once "$@" || code=$?
done

printf 'step=%s\nexit=%s\n' "$step" "$code"
if [ "$code" -ne 0 ]; then
    printf 'reason=%s: %s\n' "$step" "$(reason)"
fi
