"""What configurations are taken, and what is said of those that are not."""

import dataclasses
import re
import tempfile
import unittest
from datetime import date, timedelta
from pathlib import Path

from tracker_workflow.config import Config, ConfigError, Register, Table, read

MODULE = Path(__file__).parents[3]
SHIPPED = MODULE / "airflow" / "tracker_nightly.example.yaml"
DOCUMENT = MODULE.parent / "docs" / "airflow.md"
LEAST = {
    "dag_id": "nightly",
    "start": "2026-11-01",
    "tracker_jobs": "tracker-jobs",
    "root": "s3a://backups/tracker",
    "warehouse": "s3a://lake/mysql",
    "tables": "[pins.boards]",
}


def config(**changes):
    values = {key: value for key, value in {**LEAST, **changes}.items() if value is not None}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "nightly.yaml"
        file.write_text("".join(f"{key}: {value}\n" for key, value in values.items()), encoding="utf-8")
        return read(file)


class ConfigTest(unittest.TestCase):
    def test_takes_the_least(self):
        least = config()
        self.assertEqual(date(2026, 11, 1), least.start)
        self.assertEqual(("tracker-jobs",), least.tracker_jobs)
        self.assertEqual((Table("pins", "boards"),), least.tables)
        self.assertEqual(timedelta(hours=6), least.deadline)
        self.assertEqual([], least.store())
        self.assertIsNone(least.register)

    def test_takes_the_shipped_example(self):
        shipped = read(SHIPPED)
        self.assertEqual(Register("spark", ("spark-sql", "-f", "/dev/stdin")), shipped.register)
        self.assertEqual(["--conf", "/etc/tracker-jobs/s3.properties"], shipped.store())

    def test_has_the_keys_and_defaults_of_its_document(self):
        rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", DOCUMENT.read_text(encoding="utf-8").split("## Configuration")[1], re.MULTILINE)
        fields = {field.name: field.default for field in dataclasses.fields(Config)}
        self.assertEqual(set(fields), {key for key, _ in rows})
        for key, default in rows:
            with self.subTest(key):
                if default:
                    self.assertEqual(fields[key], getattr(config(**{key: default.strip("`")}), key))
                else:
                    self.assertIn(fields[key], (dataclasses.MISSING, None, ()))

    def test_takes_names_with_dots(self):
        self.assertEqual((Table("pi.ns", "bo.ards"),), config(tables="[{dataset: pi.ns, table: bo.ards}]").tables)

    def test_names_every_problem_at_once(self):
        with self.assertRaises(ConfigError) as told:
            config(root=None, deadline="six hours", tabels="[a.b]", retries="-1", register="{engine: presto}", start="yesterday")
        self.assertEqual(
            [
                "start: value is not valid (got 'yesterday', expected a day such as 2026-11-20)",
                "root: is missing",
                "register.engine: value is not valid (got 'presto', expected spark or hive or trino or athena)",
                "register.command: is missing",
                "deadline: value is not valid (got 'six hours', expected a duration such as 30s, 90m, 6h or 1d)",
                "retries: value is not valid (got -1, expected a whole number from 0)",
                "tabels: key is not known (HINT: tables?)",
            ],
            [line.strip() for line in str(told.exception).splitlines()[1:]],
        )

    def test_refuses_a_table_that_is_named_twice(self):
        with self.assertRaisesRegex(ConfigError, "tables: is named twice: pins.boards"):
            config(tables="[pins.boards, ads.calls, pins.boards]")

    def test_refuses_what_is_no_table(self):
        for tables in ("[boards]", "[a.b.c]", "pins.boards", "[]", "[5]"):
            with self.subTest(tables), self.assertRaisesRegex(ConfigError, "tables: value is not valid"):
                config(tables=tables)

    def test_refuses_what_is_no_yaml_and_what_is_not_there(self):
        with self.assertRaisesRegex(ConfigError, "configuration cannot be read"):
            config(dag_id="[")
        with self.assertRaisesRegex(ConfigError, "configuration cannot be read"):
            read(Path("/nowhere/nightly.yaml"))


if __name__ == "__main__":
    unittest.main()
