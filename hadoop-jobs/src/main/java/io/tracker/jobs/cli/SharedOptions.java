package io.tracker.jobs.cli;

/** Options that several commands have, each with one meaning. */
final class SharedOptions {
    static final String WHAT = "What";
    static final String HOW = "How";

    static final CommandOption ROOT =
            CommandOption.value("--root", "URI", WHAT, "the backup root: s3a://bucket/prefix, hdfs://…, file:///…");
    static final CommandOption DT =
            CommandOption.value("--dt", "DAY", WHAT, "the UTC day, 2026-11-20; default yesterday");
    static final CommandOption DATASET = CommandOption.value("--dataset", "NAME", WHAT, "the dataset");
    static final CommandOption TABLES =
            CommandOption.value("--table", "NAME", WHAT, "a table of the dataset; may be given again");
    static final CommandOption WHERE_KEY = CommandOption.value(
            "--where-key", "VALUE", WHAT, "the rows of a primary key; given again, its next column");
    static final CommandOption CONF =
            CommandOption.value("--conf", "FILE", HOW, "Hadoop settings (fs.s3a.endpoint=…): key=value lines, or .xml");
    static final CommandOption HELP = CommandOption.flag("--help", HOW, "prints this");

    private SharedOptions() {}
}
