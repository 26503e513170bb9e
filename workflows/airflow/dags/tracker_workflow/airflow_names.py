"""Airflow's names, from where the installed version keeps them: 3.x in its SDK, 2.10 and 2.11 in its core."""

from __future__ import annotations

try:
    from airflow.sdk import (
        Asset,
        CronDataIntervalTimetable,
        Param,
        PokeReturnValue,
        dag,
        get_current_context,
        task,
        task_group,
    )
    from airflow.sdk.exceptions import AirflowException, AirflowFailException
except ImportError:
    from airflow.decorators import dag, task, task_group
    from airflow.exceptions import AirflowException, AirflowFailException
    from airflow.models.param import Param
    from airflow.timetables.interval import CronDataIntervalTimetable

    try:
        from airflow.sdk import Asset, PokeReturnValue, get_current_context
    except ImportError:
        from airflow.datasets import Dataset as Asset
        from airflow.operators.python import get_current_context
        from airflow.sensors.base import PokeReturnValue

__all__ = [
    "AirflowException",
    "AirflowFailException",
    "Asset",
    "CronDataIntervalTimetable",
    "Param",
    "PokeReturnValue",
    "dag",
    "get_current_context",
    "task",
    "task_group",
]
