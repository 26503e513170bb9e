"""What the DAGs of Tracker are made of: the configuration, the command line, the day, and what is said of a failure."""
