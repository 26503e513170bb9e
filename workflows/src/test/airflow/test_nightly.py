"""The DAG: what rests on what, which day a run is about, and what is said of a failure."""

import json
import tempfile
import unittest
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

from airflow.exceptions import AirflowFailException

from tracker_workflow import config, day, notice
from tracker_workflow.nightly import _waited_enough, nightly

CONFIG = """
dag_id: night
start: 2026-11-01
tracker_jobs: %s
root: s3a://backups/tracker
warehouse: s3a://lake/mysql
tables: [pins.boards, ads.calls]
deadline: 2h
retries: 5
days_at_once: 3
"""
REGISTER = "register: {engine: hive, command: [cat]}\n"
MISSING = [
    {"replicaSet": "db-7", "reason": "has not begun", "since": "2026-11-21T00:00:00Z"},
    {"replicaSet": "db-8", "schema": "pins_1", "dataset": "pins", "table": "boards", "reason": "refused: no key"},
]


def in_file(text):
    folder = tempfile.TemporaryDirectory()
    file = Path(folder.name) / "night.yaml"
    file.write_text(text, encoding="utf-8")
    return folder, file


def made(text=CONFIG % "tracker-jobs"):
    folder, file = in_file(text)
    with folder:
        return nightly(file)


def read(text):
    folder, file = in_file(text)
    with folder:
        return config.read(file)


class NightlyTest(unittest.TestCase):
    def test_rests_each_step_on_the_one_before(self):
        dag = made(CONFIG % "tracker-jobs" + REGISTER)
        before = {task.task_id: task.upstream_task_ids for task in dag.tasks}
        self.assertEqual(
            {
                "complete": set(),
                "one_table.convert": {"complete"},
                "one_table.verify": {"one_table.convert"},
                "one_table.register": {"one_table.verify"},
                "publish": {"one_table.register"},
            },
            before,
        )

    def test_publishes_what_is_verified_where_nothing_is_registered(self):
        self.assertEqual({"one_table.verify"}, made().get_task("publish").upstream_task_ids)

    def test_catches_up_in_whole_utc_days(self):
        dag = made()
        self.assertTrue(dag.catchup)
        self.assertEqual(3, dag.max_active_runs)
        self.assertEqual(datetime(2026, 11, 1, tzinfo=timezone.utc), dag.start_date)
        self.assertEqual("CronDataIntervalTimetable", type(dag.timetable).__name__)
        self.assertEqual("0 0 * * *", getattr(dag.timetable, "expression", None) or dag.timetable.summary)

    def test_waits_without_a_slot_and_no_longer_than_the_deadline(self):
        sensor = made().get_task("complete")
        self.assertEqual("reschedule", sensor.mode)
        self.assertEqual(7200, sensor.timeout)

    def test_bounds_and_retries_every_task(self):
        for task in made(CONFIG % "tracker-jobs" + REGISTER).tasks:
            with self.subTest(task.task_id):
                self.assertEqual(5, task.retries)
                self.assertIsNotNone(task.execution_timeout)
                self.assertTrue(task.on_failure_callback)

    def test_is_about_the_day_that_its_interval_begins_with(self):
        eastern = timezone(timedelta(hours=-5))
        self.assertEqual(date(2026, 11, 20), day.of({"data_interval_start": datetime(2026, 11, 20, tzinfo=timezone.utc)}))
        self.assertEqual(date(2026, 11, 20), day.of({"data_interval_start": datetime(2026, 11, 19, 19, tzinfo=eastern)}))
        self.assertEqual(date(2026, 2, 3), day.of({"params": {"dt": "2026-02-03"}, "data_interval_start": datetime.now(timezone.utc)}))
        with self.assertRaisesRegex(AirflowFailException, "HINT"):
            day.of({"params": {}})

    def test_waits_for_those_who_have_not_ended_and_fails_where_all_have(self):
        strict, lenient = read(CONFIG % "jobs"), read(CONFIG % "jobs" + "allow_missing: true\n")
        waiting = {"replicaSets": [{"state": "planned"}, {"state": "ended"}], "missing": MISSING}
        ended = {"replicaSets": [{"state": "complete"}, {"state": "ended"}], "missing": MISSING}
        self.assertFalse(_waited_enough(strict, waiting))
        self.assertFalse(_waited_enough(lenient, waiting))
        self.assertFalse(_waited_enough(strict, {}))
        self.assertTrue(_waited_enough(lenient, ended))
        with self.assertRaisesRegex(AirflowFailException, "db-8 owes pins_1.pins.boards: refused: no key"):
            _waited_enough(strict, ended)

    def test_tells_of_a_failure_what_is_missing_and_whom_it_is_told_to(self):
        with tempfile.TemporaryDirectory() as folder:
            jobs = Path(folder) / "jobs"
            told = Path(folder) / "told"
            status = json.dumps({"missing": MISSING})
            jobs.write_text(f"#!/bin/sh\necho '{status}'\nexit 11\n", encoding="utf-8")
            jobs.chmod(0o755)
            settings = read(CONFIG % jobs + f"notify: [sh, -c, 'cat > {told}']\n")
            instance = SimpleNamespace(task_id="one_table.convert", map_index=1, try_number=4, log_url="http://there")
            context = {
                "task_instance": instance,
                "run_id": "r",
                "exception": AirflowFailException("no rights"),
                "params": {"dt": "2026-11-20"},
            }
            notice.of_failure(settings)(context)
            document = json.loads(told.read_text(encoding="utf-8"))
        self.assertEqual(
            {
                "dag": "night",
                "run": "r",
                "task": "one_table.convert",
                "table": "ads.calls",
                "try": 4,
                "error": "no rights",
                "log": "http://there",
                "dt": "2026-11-20",
                "missing": [
                    "db-7 owes the day since 2026-11-21T00:00:00Z: has not begun",
                    "db-8 owes pins_1.pins.boards: refused: no key",
                ],
            },
            document,
        )

    def test_tells_of_a_run_whose_day_is_not_known(self):
        with tempfile.TemporaryDirectory() as folder:
            told = Path(folder) / "told"
            settings = read(CONFIG % "jobs" + f"notify: [sh, -c, 'cat > {told}']\n")
            instance = SimpleNamespace(task_id="complete", map_index=-1, try_number=1)
            notice.of_failure(settings)({"task_instance": instance, "run_id": "r", "params": {}})
            document = json.loads(told.read_text(encoding="utf-8"))
        self.assertNotIn("dt", document)
        self.assertIn("day of the run is not known", document["missing"][0])

    def test_cuts_a_long_list_and_says_so(self):
        lines = notice.missing_lines({"missing": MISSING[:1] * 60})
        self.assertEqual(51, len(lines))
        self.assertEqual("and 10 more", lines[-1])


if __name__ == "__main__":
    unittest.main()
