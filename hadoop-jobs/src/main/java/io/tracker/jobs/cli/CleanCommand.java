package io.tracker.jobs.cli;

import static io.tracker.jobs.cli.CommandOption.Need.FREQUENT;
import static io.tracker.jobs.cli.CommandOption.Need.RARE;
import static io.tracker.jobs.cli.CommandOption.Need.REQUIRED;

import io.tracker.jobs.commit.DayLeftovers;
import io.tracker.jobs.text.Counted;
import io.tracker.jobs.verify.Warehouse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** {@code tracker-jobs clean}. */
final class CleanCommand implements JobsCommand {
    static final String NAME = "clean";

    private static final Duration DEFAULT_AGE = Duration.ofHours(24);

    static final List<CommandOption> OPTIONS = List.of(
            CommandOption.value("--warehouse", "URI", REQUIRED, "where convert wrote to"),
            CommandOption.value("--dt", "DAY", RARE, "the UTC day, 2026-11-20; default every day"),
            SharedOptions.DATASET.as(RARE),
            CommandOption.value(
                    "--older-than", "TIME", FREQUENT, "leave what is younger alone: 90m, 12h or 7d; default 24h"),
            CommandOption.flag("--delete", FREQUENT, "remove what is named"),
            CommandOption.flag("--dry-run", FREQUENT, "name it alone, as without --delete"),
            CommandOption.flag("--json", FREQUENT, "an object a line for each leftover"),
            SharedOptions.CONF,
            SharedOptions.HELP);

    static final CommandHelp HELP = new CommandHelp(
            NAME,
            "Names what runs left in a warehouse that did not end well or were replaced, and removes it with --delete.",
            "--warehouse URI [options]",
            OPTIONS,
            List.of(
                    "tracker-jobs clean --warehouse s3a://lake/mysql --conf s3.properties",
                    "tracker-jobs clean --warehouse s3a://lake/mysql --dataset pins --older-than 7d --delete"),
            CommandHelp.endings(
                    "leftovers are named, or removed",
                    "the store does not answer, or refuses; what was named first is removed"));

    @Override
    public CommandHelp help() {
        return HELP;
    }

    @Override
    public ExitCode run(CommandInput input) throws IOException {
        CommandArguments arguments = input.arguments();
        CommandValues values = input.values();
        String warehouse = arguments.required("--warehouse");
        Optional<LocalDate> day = arguments.has("--dt") ? Optional.of(values.day()) : Optional.empty();
        Duration age = values.age("--older-than").orElse(DEFAULT_AGE);
        boolean delete = arguments.has("--delete");
        boolean json = arguments.has("--json");
        if (delete && arguments.has("--dry-run")) {
            arguments.problem("--delete and --dry-run exclude each other");
        }
        Configuration hadoop = input.hadoop();
        Instant before = Clock.systemUTC().instant().minus(age);
        int count = 0;
        for (Path output : Warehouse.open(warehouse, hadoop).outputs(day, arguments.one("--dataset"))) {
            for (DayLeftovers.Leftover leftover : new DayLeftovers(output, before, hadoop).find()) {
                if (delete) {
                    leftover.remove();
                }
                input.out().print(json ? JsonLine.of(new Named(leftover.toString(), delete)) : leftover + "\n");
                count++;
            }
        }
        if (!json) {
            input.out().println(summary(count, delete));
        }
        return ExitCode.DONE;
    }

    /**
     * A leftover.
     *
     * @param leftover what it is, where, and from when
     * @param removed whether it is gone now
     */
    record Named(String leftover, boolean removed) {}

    private static String summary(int count, boolean delete) {
        return Counted.of(count, "leftover")
                + (delete ? " removed" : count == 0 ? "" : "; --delete removes " + (count == 1 ? "it" : "them"));
    }
}
