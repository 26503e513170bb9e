"""One run of a command line tool: its output goes to the log as it comes, its exit code decides."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

log = logging.getLogger(__name__)

DONE, FAILURE, OPERATOR, NOTHING, NOT_YET, STOPPED = 0, 1, 2, 10, 11, 12
_SECONDS_TO_END = 30
_LINES_KEPT = 40
# How tracker-jobs begins its line of error; a line with its HINT follows. Other tools mostly begin theirs like the second.
_ERROR = re.compile(r"tracker-jobs [^:]+: (?!waiting )|error\b", re.IGNORECASE)


@dataclass(frozen=True)
class Ended:
    """How a tool ended: its code, the lines of its standard output, and the last of what it said beside that."""

    command: str
    exit: int
    output: tuple[str, ...]
    said: tuple[str, ...]

    def documents(self) -> list[dict[str, Any]]:
        """The JSON objects of the output, one a line."""
        return [json.loads(line) for line in self.output if line.startswith("{")]

    def reason(self) -> str:
        """The tool's own words: its line of error with the hint, or the last lines that it printed."""
        lines = [line for line in (*self.output, *self.said) if line.strip() and not line.startswith("{")]
        for place in reversed(range(len(lines))):
            if _ERROR.match(lines[place]):
                return "\n".join(lines[place : place + 2])
        return "\n".join(lines[-3:]) or "it said nothing"


def run(
    command: Sequence[str], environment: Mapping[str, str] | None = None, given: str | None = None, seconds: float | None = None
) -> Ended:
    """Runs a command to its end.

    When this task is ended from outside (a time limit, a click on "clear", a worker that shuts down), or after the seconds, the
    command and all that it started is ended, too: first asked, then killed.
    """
    log.info("Running %s", " ".join(command))
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **(environment or {})},
        start_new_session=True,
    )
    output: list[str] = []
    said: deque[str] = deque(maxlen=_LINES_KEPT)
    readers = [
        threading.Thread(target=_follow, args=(process.stdout, output), daemon=True),
        threading.Thread(target=_follow, args=(process.stderr, said), daemon=True),
    ]
    try:
        for reader in readers:
            reader.start()
        if given is not None:
            try:
                with process.stdin as stream:
                    stream.write(given)
            except BrokenPipeError:
                log.info("The command did not read all of its input")
        process.wait(seconds)
    finally:
        if process.poll() is None:
            _end(process)
    for reader in readers:
        reader.join(_SECONDS_TO_END)
    log.info("Ended with exit code %d", process.returncode)
    return Ended(command[0], process.returncode, tuple(output), tuple(said))


def _follow(stream, lines) -> None:
    with stream:
        for line in stream:
            line = line.rstrip("\n")
            log.info("%s", line)
            lines.append(line)


def _end(process: subprocess.Popen) -> None:
    log.warning("Ending %d", process.pid)
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(_SECONDS_TO_END)
            return
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
