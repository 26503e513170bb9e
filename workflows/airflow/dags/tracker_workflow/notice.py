"""What is said when a task has failed for good: which, why, and what of the day is missing."""

from __future__ import annotations

import json
import logging
import subprocess
from collections.abc import Callable, Mapping
from typing import Any

from tracker_workflow import command, day
from tracker_workflow.airflow_names import AirflowException
from tracker_workflow.config import Config
from tracker_workflow.jobs import Jobs

log = logging.getLogger(__name__)

_SECONDS = 300
_MOST_MISSING = 50


def of_failure(config: Config) -> Callable[[Mapping[str, Any]], None]:
    """The callback: writes one document to the log, and gives it to the command of the configuration, if it names one."""

    def tell(context: Mapping[str, Any]) -> None:
        document = _document(config, context)
        log.error("Tracker failed: %s", json.dumps(document, ensure_ascii=False))
        if config.notify:
            ended = command.run(config.notify, dict(config.environment), json.dumps(document), _SECONDS)
            if ended.exit != command.DONE:
                log.error("Nobody was told: %s ended with exit code %d: %s", ended.command, ended.exit, ended.reason())

    return tell


def missing_lines(status: Mapping[str, Any]) -> list[str]:
    """What is missing, a line each, the owner first; cut with a count where there is too much."""
    missing = status.get("missing", [])
    lines = [_missing_line(item) for item in missing[:_MOST_MISSING]]
    return lines + ([f"and {len(missing) - _MOST_MISSING} more"] if len(missing) > _MOST_MISSING else [])


def _missing_line(item: Mapping[str, Any]) -> str:
    names = [item[key] for key in ("schema", "dataset", "table") if key in item]
    since = f" since {item['since']}" if "since" in item else ""
    return f"{item.get('replicaSet', 'the fleet')} owes {'.'.join(names) or 'the day'}{since}: {item.get('reason', '')}"


def _document(config: Config, context: Mapping[str, Any]) -> dict[str, Any]:
    instance = context["task_instance"]
    document = {
        "dag": config.dag_id,
        "run": context["run_id"],
        "task": instance.task_id,
        "table": _table(config, instance),
        "try": instance.try_number,
        "error": str(context.get("exception") or "the task was ended from outside"),
        "log": getattr(instance, "log_url", None),
    }
    try:
        dt = day.of(context)
        document["dt"] = dt.isoformat()
        document["missing"] = missing_lines(Jobs(config, dt).status(_SECONDS)[1])
    except (AirflowException, OSError, ValueError, subprocess.TimeoutExpired) as e:
        # A notice without it is better than none.
        document["missing"] = [f"is not known: {e}"]
    return {key: value for key, value in document.items() if value is not None}


def _table(config: Config, instance: Any) -> str | None:
    index = getattr(instance, "map_index", -1)
    return config.tables[index].key if 0 <= index < len(config.tables) else None
