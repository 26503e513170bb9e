"""The calls of tracker-jobs, and what its exit codes mean to Airflow (docs/errors.md)."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracker_workflow import command
from tracker_workflow.airflow_names import AirflowException, AirflowFailException
from tracker_workflow.config import Config, Table


class Jobs:
    """tracker-jobs, for one day."""

    def __init__(self, config: Config, dt: date):
        self._config = config
        self._dt = dt.isoformat()

    def status(self, seconds: float | None = None) -> tuple[command.Ended, dict[str, Any]]:
        """What the day has and what it owes: how the command ended, and its document, empty if it gave none."""
        ended = self._run("status", "--root", self._config.root, "--json", seconds=seconds)
        documents = ended.documents()
        return ended, documents[-1] if documents else {}

    def convert(self, table: Table) -> None:
        missing = ["--allow-missing"] if self._config.allow_missing else []
        places = ["--root", self._config.root, "--warehouse", self._config.warehouse]
        options = [*missing, *self._config.convert_options]
        require(self._run("convert", "--to", self._config.format, *places, *_named(table), *options, "--progress", "lines"))

    def verify(self, table: Table) -> dict[str, Any]:
        """Reads the output again; returns what it found, as the command prints it."""
        ended = require(self._run("verify", "--warehouse", self._config.warehouse, *_named(table), "--json"))
        return ended.documents()[-1]

    def statements(self, table: Table, engine: str) -> str:
        """What makes the day a partition of an engine's table."""
        ended = require(self._run("schema", "--warehouse", self._config.warehouse, *_named(table), "--for", engine))
        return "\n".join(ended.output) + "\n"

    def _run(self, name: str, *arguments: str, seconds: float | None = None) -> command.Ended:
        line = [*self._config.tracker_jobs, name, *arguments, "--dt", self._dt, *self._config.store()]
        return command.run(line, dict(self._config.environment), seconds=seconds)


def require(ended: command.Ended) -> command.Ended:
    """Passes on what is done; everything else fails the try, and what only an operator can mend is not tried again."""
    if ended.exit == command.DONE:
        return ended
    if ended.exit == command.OPERATOR:
        raise AirflowFailException(ended.reason())
    raise AirflowException(f"exit code {ended.exit}: {ended.reason()}")


def _named(table: Table) -> list[str]:
    return ["--dataset", table.dataset, "--table", table.name]
