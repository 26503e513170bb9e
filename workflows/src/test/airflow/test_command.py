"""How tools are run: real processes, their codes, their words, and their end."""

import os
import subprocess
import sys
import threading
import time
import unittest

from airflow.exceptions import AirflowException, AirflowFailException

from tracker_workflow import command
from tracker_workflow.jobs import require

MOST_SECONDS = 30


def shell(script, **more):
    return command.run(["sh", "-c", script], **more)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        return stat.read().rsplit(")", 1)[1].split()[0] != "Z"


class CommandTest(unittest.TestCase):
    def assert_gone(self, pid):
        end = time.monotonic() + MOST_SECONDS
        while is_alive(pid):
            self.assertLess(time.monotonic(), end, "the process lives on")
            time.sleep(0.05)

    def test_gives_code_output_and_documents(self):
        ended = shell("echo '{\"rows\": 5}'; echo words; echo more >&2; exit 11")
        self.assertEqual(11, ended.exit)
        self.assertEqual([{"rows": 5}], ended.documents())
        self.assertEqual(("more",), ended.said)

    def test_gives_input_and_environment(self):
        self.assertEqual(("statement of it",), shell("echo $(cat) of $WHOM", environment={"WHOM": "it"}, given="statement\n").output)

    def test_bears_a_command_that_does_not_read_its_input(self):
        self.assertEqual(0, shell("exit 0", given="x" * 1_000_000).exit)

    def test_tells_the_error_and_its_hint(self):
        ended = shell("echo busy; echo 'error: Day is not complete: dt (got a, expected b)' >&2; echo 'HINT: wait' >&2; exit 1")
        self.assertEqual("error: Day is not complete: dt (got a, expected b)\nHINT: wait", ended.reason())

    def test_tells_the_line_of_tracker_jobs_and_its_hint(self):
        ended = shell(
            "echo 'tracker-jobs convert: waiting for db-7' >&2; echo 'job 1 converts 3 rows'; "
            "echo 'tracker-jobs convert ads.calls: Backup object is damaged: a.avro' >&2; echo 'HINT: supersede it' >&2; exit 1"
        )
        self.assertEqual("tracker-jobs convert ads.calls: Backup object is damaged: a.avro\nHINT: supersede it", ended.reason())

    def test_tells_the_last_words_where_there_is_no_error(self):
        self.assertEqual("two\nthree\nfour", shell("printf 'one\\ntwo\\nthree\\nfour\\n'; exit 9").reason())
        self.assertEqual("it said nothing", shell("exit 9").reason())

    def test_ends_the_command_and_its_children_when_the_time_is_over(self):
        script = "sleep 600 & echo $!; wait"
        with self.assertRaises(subprocess.TimeoutExpired), self.assertLogs(command.log, "INFO") as told:
            shell(script, seconds=1)
        lines = [record.getMessage() for record in told.records if record.getMessage().isdigit()]
        self.assert_gone(int(lines[0]))

    def test_ends_the_command_when_the_task_is_ended(self):
        program = (
            "import logging, sys; logging.basicConfig(level=logging.INFO, stream=sys.stdout)\n"
            "from tracker_workflow import command\n"
            "import signal\n"
            "def end(*_): raise RuntimeError('task is ended')\n"
            "signal.signal(signal.SIGTERM, end)\n"
            "command.run(['sh', '-c', 'sleep 600 & echo child $!; wait'])\n"
        )
        task = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        guard = threading.Timer(MOST_SECONDS, task.kill)
        guard.start()
        try:
            child = next(int(line.split()[-1]) for line in task.stdout if "child " in line and line.split()[-1].isdigit())
            task.terminate()
            self.assertNotEqual(0, task.wait(2 * MOST_SECONDS))
            self.assert_gone(child)
        finally:
            guard.cancel()
            task.kill()
            task.stdout.close()

    def test_tries_again_what_may_pass_and_nothing_that_an_operator_must_mend(self):
        self.assertEqual(0, require(shell("exit 0")).exit)
        for code in (1, 11, 12, 137):
            with self.subTest(code), self.assertRaises(AirflowException) as told:
                require(shell(f"echo 'error: because'; exit {code}"))
            self.assertNotIsInstance(told.exception, AirflowFailException)
            self.assertEqual(f"exit code {code}: error: because", str(told.exception))
        with self.assertRaises(AirflowFailException):
            require(shell("exit 2"))


if __name__ == "__main__":
    unittest.main()
