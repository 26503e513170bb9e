"""The configuration of one DAG: a YAML file that names where backups lie, which tables are wanted, and who is told of a failure."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import yaml

ENGINES = ("spark", "hive", "trino", "athena")
FORMATS = ("parquet", "dump")
_DURATION = re.compile(r"([1-9][0-9]*)([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DAG_ID = re.compile(r"[A-Za-z0-9_.-]{1,200}")


class ConfigError(ValueError):
    """A configuration that cannot be used; its text names every problem, a line each."""


@dataclass(frozen=True)
class Table:
    """A table of the fleet, by its true names."""

    dataset: str
    name: str

    @property
    def key(self) -> str:
        return f"{self.dataset}.{self.name}"

    @staticmethod
    def parse(key: str) -> "Table":
        dataset, _, name = key.partition(".")
        return Table(dataset, name)


@dataclass(frozen=True)
class Register:
    """How a day becomes a partition: the statements for this engine are given to this command on its standard input."""

    engine: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Config:
    """One DAG. Paths are as tracker-jobs takes them; durations are as written there, such as 90m."""

    dag_id: str
    start: date
    tracker_jobs: tuple[str, ...]
    root: str
    warehouse: str
    tables: tuple[Table, ...]
    format: str = "parquet"
    conf: str | None = None
    convert_options: tuple[str, ...] = ()
    allow_missing: bool = False
    register: Register | None = None
    notify: tuple[str, ...] = ()
    deadline: timedelta = timedelta(hours=6)
    poll: timedelta = timedelta(minutes=2)
    step_limit: timedelta = timedelta(hours=4)
    retries: int = 3
    retry_delay: timedelta = timedelta(minutes=5)
    tables_at_once: int = 4
    days_at_once: int = 2
    environment: tuple[tuple[str, str], ...] = ()

    def store(self) -> list[str]:
        """The option that names Hadoop's settings, if there are any."""
        return ["--conf", self.conf] if self.conf else []


def read(file: Path) -> Config:
    """Reads one file; every problem of it is in the one error."""
    try:
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as e:
        raise ConfigError(f"configuration cannot be read: {file} ({e})") from e
    if not isinstance(document, dict):
        raise ConfigError(f"configuration is no mapping: {file} (got {type(document).__name__}, expected keys and values)")
    reader = _Reader(document)
    config = reader.config()
    if reader.problems:
        raise ConfigError(f"configuration is not valid: {file}\n  " + "\n  ".join(reader.problems))
    return config


class _Reader:
    """Takes the keys of a document one after the other, and notes what is wrong with each."""

    def __init__(self, document: dict[Any, Any]):
        self.left = {str(key): value for key, value in document.items()}
        self.problems: list[str] = []

    def config(self) -> Config | None:
        values = {
            "dag_id": self._text("dag_id", _DAG_ID, "letters, digits, '_', '-' and '.'"),
            "start": self._day("start"),
            "tracker_jobs": self._words("tracker_jobs", needed=True),
            "root": self._text("root"),
            "warehouse": self._text("warehouse"),
            "tables": self._tables(),
            "format": self._one_of("format", FORMATS, "parquet"),
            "conf": self._text("conf", needed=False),
            "convert_options": self._words("convert_options"),
            "allow_missing": self._typed("allow_missing", bool, False),
            "register": self._register(),
            "notify": self._words("notify"),
            "deadline": self._duration("deadline", Config.deadline),
            "poll": self._duration("poll", Config.poll),
            "step_limit": self._duration("step_limit", Config.step_limit),
            "retries": self._number("retries", Config.retries, 0),
            "retry_delay": self._duration("retry_delay", Config.retry_delay),
            "tables_at_once": self._number("tables_at_once", Config.tables_at_once, 1),
            "days_at_once": self._number("days_at_once", Config.days_at_once, 1),
            "environment": self._environment(),
        }
        known = list(values)
        for key in self.left:
            near = difflib.get_close_matches(key, known, 1)
            self.problems.append(f"{key}: key is not known" + (f" (HINT: {near[0]}?)" if near else ""))
        return None if self.problems else Config(**values)

    def _take(self, key: str, needed: bool) -> Any:
        value = self.left.pop(key, None)
        if value is None and needed:
            self.problems.append(f"{key}: is missing")
        return value

    def _wrong(self, key: str, got: Any, expected: str) -> None:
        self.problems.append(f"{key}: value is not valid (got {got!r}, expected {expected})")

    def _text(self, key: str, form: re.Pattern[str] | None = None, expected: str = "a text", needed: bool = True) -> str | None:
        value = self._take(key, needed)
        if value is None:
            return None
        if not isinstance(value, str) or not value or (form and not form.fullmatch(value)):
            self._wrong(key, value, expected)
            return None
        return value

    def _typed(self, key: str, kind: type, default: Any) -> Any:
        value = self._take(key, False)
        if value is None:
            return default
        if not isinstance(value, kind):
            self._wrong(key, value, "true or false")
        return value

    def _one_of(self, key: str, allowed: tuple[str, ...], default: str | None) -> Any:
        value = self._take(key, default is None)
        if value is None:
            return default
        if value not in allowed:
            self._wrong(key, value, " or ".join(allowed))
        return value

    def _number(self, key: str, default: int, least: int) -> int:
        value = self._take(key, False)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self._wrong(key, value, f"a whole number from {least}")
        return value

    def _duration(self, key: str, default: timedelta) -> timedelta:
        value = self._take(key, False)
        if value is None:
            return default
        match = _DURATION.fullmatch(str(value))
        if not match:
            self._wrong(key, value, "a duration such as 30s, 90m, 6h or 1d")
            return default
        return timedelta(**{_UNITS[match[2]]: int(match[1])})

    def _day(self, key: str) -> date | None:
        value = self._take(key, True)
        if value is None:
            return None
        try:
            if isinstance(value, datetime):
                raise ValueError
            return value if isinstance(value, date) else date.fromisoformat(value)
        except (TypeError, ValueError):
            self._wrong(key, value, "a day such as 2026-11-20")
            return None

    def _words(self, key: str, needed: bool = False) -> tuple[str, ...]:
        value = self._take(key, needed)
        if value is None:
            return ()
        words = value if isinstance(value, list) else [value]
        if not words or not all(isinstance(word, str) and word for word in words):
            self._wrong(key, value, "a program, or a list of it and its arguments")
            return ()
        return tuple(words)

    def _tables(self) -> tuple[Table, ...]:
        value = self._take("tables", True)
        if value is None:
            return ()
        if not isinstance(value, list) or not value:
            self._wrong("tables", value, "a list of dataset.table")
            return ()
        tables = []
        for item in value:
            if isinstance(item, dict) and set(item) == {"dataset", "table"}:
                tables.append(Table(str(item["dataset"]), str(item["table"])))
            elif isinstance(item, str) and re.fullmatch(r"[^.]+\.[^.]+", item):
                tables.append(Table.parse(item))
            else:
                self._wrong("tables", item, "dataset.table, or {dataset: …, table: …} where a name has a dot")
        for table in {table for table in tables if tables.count(table) > 1}:
            self.problems.append(f"tables: is named twice: {table.key}")
        return tuple(tables)

    def _register(self) -> Register | None:
        value = self._take("register", False)
        if value is None:
            return None
        if not isinstance(value, dict):
            self._wrong("register", value, "engine and command")
            return None
        inner = _Reader(value)
        register = Register(inner._one_of("engine", ENGINES, None), inner._words("command", needed=True))
        inner.problems += [f"{key}: key is not known" for key in inner.left]
        self.problems += [f"register.{problem}" for problem in inner.problems]
        return register

    def _environment(self) -> tuple[tuple[str, str], ...]:
        value = self._take("environment", False)
        if value is None:
            return ()
        if not isinstance(value, dict):
            self._wrong("environment", value, "variables and values")
            return ()
        return tuple((str(name), str(text)) for name, text in value.items())


def start_of(day: date) -> datetime:
    """The midnight, UTC, that a day begins with."""
    return datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
