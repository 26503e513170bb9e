"""The day that a run is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timezone
from typing import Any

from tracker_workflow.airflow_names import AirflowFailException


def of(context: Mapping[str, Any]) -> date:
    """The UTC day of the run's data interval, or the one that was given by hand.

    A run by hand without a logical date has no interval; it must be given a day rather than guess one.
    """
    given = (context.get("params") or {}).get("dt")
    if given:
        return date.fromisoformat(given)
    start = context.get("data_interval_start")
    if start is None:
        raise AirflowFailException(
            "day of the run is not known: it has no data interval\nHINT: trigger it with a logical date, or with "
            'the configuration {"dt": "2026-11-20"}'
        )
    return start.astimezone(timezone.utc).date()
