"""A DAG of Tracker, by the configuration of the same name beside this file. A copy under another name is another DAG.

Airflow looks for the words "airflow" and "dag" in a file before it reads it; here they are.
"""

from pathlib import Path

from tracker_workflow.nightly import nightly

dag = nightly(Path(__file__).with_suffix(".yaml"))
