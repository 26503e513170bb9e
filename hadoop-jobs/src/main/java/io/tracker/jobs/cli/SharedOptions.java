package io.tracker.jobs.cli;

import static io.tracker.jobs.cli.CommandOption.Need.FREQUENT;
import static io.tracker.jobs.cli.CommandOption.Need.RARE;
import static io.tracker.jobs.cli.CommandOption.Need.REQUIRED;

/** Options that several commands have, each with one meaning. */
final class SharedOptions {
    static final CommandOption ROOT =
            CommandOption.value("--root", "URI", REQUIRED, "the backup root: s3a://bucket/prefix, hdfs://…, file:///…");
    static final CommandOption DT =
            CommandOption.value("--dt", "DAY", FREQUENT, "the UTC day, 2026-11-20; default yesterday");
    static final CommandOption DATASET = CommandOption.value("--dataset", "NAME", FREQUENT, "the dataset");
    static final CommandOption TABLES = CommandOption.value(
            "--table", "NAME", REQUIRED, "a table of --dataset; may be given again; or --all-tables");
    static final CommandOption WHERE_KEY = CommandOption.value(
            "--where-key", "VALUE", FREQUENT, "the rows of a primary key; given again, its next column");
    static final CommandOption WAIT = CommandOption.value(
            "--wait",
            "DURATION",
            FREQUENT,
            "waits until every replica set has ended the day, so long at most (90m, 2h)");
    static final CommandOption EVERY =
            CommandOption.value("--every", "DURATION", RARE, "how often --wait asks the store; default 30s");
    static final CommandOption CONF = CommandOption.value(
            "--conf", "FILE", FREQUENT, "Hadoop settings (fs.s3a.endpoint=…): key=value lines, or .xml");
    static final CommandOption HELP = CommandOption.flag("--help", RARE, "prints this");

    private SharedOptions() {}
}
