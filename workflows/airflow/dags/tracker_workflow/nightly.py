"""The day as Airflow runs it: complete, then for each table convert, verify and register, then publish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker_workflow import command, config as configuration, day, notice
from tracker_workflow.airflow_names import (
    AirflowFailException,
    Asset,
    CronDataIntervalTimetable,
    Param,
    PokeReturnValue,
    dag,
    get_current_context,
    task,
    task_group,
)
from tracker_workflow.config import Config, Table
from tracker_workflow.jobs import Jobs, require


def nightly(file: Path):
    """The DAG of a configuration file; ConfigError, which Airflow shows as an import error, if the file is not valid."""
    return _dag(configuration.read(file))


def published(config: Config) -> Asset:
    """What downstream DAGs are scheduled by: an event of it says that one more day can be read."""
    return Asset(f"x-tracker://{config.dag_id}/published")


def _dag(config: Config):
    tables = {table.key: table for table in config.tables}

    @dag(
        dag_id=config.dag_id,
        description=f"{len(tables)} tables of {config.root} as {config.format} in {config.warehouse}",
        # An explicit interval: a plain cron expression means the moment, not the day before it, from Airflow 3 on.
        schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
        start_date=configuration.start_of(config.start),
        catchup=True,
        max_active_runs=config.days_at_once,
        params={
            "dt": Param(
                None, type=["null", "string"], format="date", description="the day, if not that of the run's data interval"
            )
        },
        default_args={
            "retries": config.retries,
            "retry_delay": config.retry_delay,
            "retry_exponential_backoff": True,
            "execution_timeout": config.step_limit,
            "on_failure_callback": notice.of_failure(config),
        },
        tags=["tracker"],
        doc_md=__doc__,
    )
    def tracker_nightly():
        @task.sensor(mode="reschedule", poke_interval=config.poll.total_seconds(), timeout=config.deadline.total_seconds())
        def complete() -> PokeReturnValue:
            """Waits until the day's backup is complete; ends at once where waiting brings nothing."""
            ended, status = _jobs().status()
            if ended.exit == command.NOT_YET:
                return PokeReturnValue(is_done=_waited_enough(config, status))
            require(ended)
            return PokeReturnValue(is_done=True)

        @task(map_index_template="{{ table }}", max_active_tis_per_dag=config.tables_at_once)
        def convert(key: str) -> str:
            """A job for the table: nothing of it is published unless every row is."""
            _jobs(key).convert(tables[key])
            return key

        @task(map_index_template="{{ table }}", max_active_tis_per_dag=config.tables_at_once)
        def verify(key: str) -> dict[str, Any]:
            """Reads the published files again and compares files, rows and digest."""
            return _jobs(key).verify(tables[key])

        @task(map_index_template="{{ table }}", max_active_tis_per_dag=config.tables_at_once)
        def register(key: str, verified: dict[str, Any]) -> dict[str, Any]:
            """Gives the statements of the day's partition to the engine's client."""
            statements = _jobs(key).statements(tables[key], config.register.engine)
            require(command.run(config.register.command, dict(config.environment), statements))
            return verified

        completed = complete()

        @task_group
        def one_table(key: str):
            converted = convert(key)
            # Here, not at the group: what precedes the group's result does not precede its first task.
            completed >> converted
            verified = verify(converted)
            return register(key, verified) if config.register else verified

        @task(outlets=[published(config)])
        def publish(verified: list[dict[str, Any]]) -> dict[str, Any]:
            """Says that the day can be read: an event of the asset, with the day and its rows."""
            day_of_run = day.of(get_current_context()).isoformat()
            told = {"dt": day_of_run, "tables": len(tables), "rows": sum(each["totals"]["rowsWritten"] for each in verified)}
            get_current_context()["outlet_events"][published(config)].extra = told
            return told

        def _jobs(key: str | None = None) -> Jobs:
            context = get_current_context()
            if key:
                context["table"] = key
            return Jobs(config, day.of(context))

        publish(one_table.expand(key=list(tables)))

    return tracker_nightly()


def _waited_enough(config: Config, status: dict[str, Any]) -> bool:
    """Whether a day that is not complete is taken as it is; fails where every replica set has ended it, and still something lacks."""
    lines = notice.missing_lines(status)
    if any(each["state"] not in ("complete", "ended", "unexpected") for each in status.get("replicaSets", [])) or not lines:
        return False
    if config.allow_missing:
        return True
    raise AirflowFailException(
        "Day has ended and is not complete: "
        + "; ".join(lines)
        + "\nHINT: have the owners supersede or back up what lacks and clear this task; or set allow_missing"
    )
