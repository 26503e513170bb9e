package io.tracker.jobs.cli;

import static io.tracker.jobs.cli.CommandOption.Need.FREQUENT;
import static io.tracker.jobs.cli.CommandOption.Need.RARE;
import static io.tracker.jobs.cli.CommandOption.Need.REQUIRED;

import io.tracker.jobs.ReportRequest;
import io.tracker.jobs.ReportRun;
import io.tracker.jobs.report.Deadline;
import io.tracker.jobs.report.FleetRow;
import io.tracker.jobs.report.Report;
import io.tracker.jobs.text.Counted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** {@code tracker-jobs report}. */
final class ReportCommand implements JobsCommand {
    private static final Duration DEFAULT_LATE = Duration.ofHours(6);
    private static final int DEFAULT_DAYS = 14;

    static final List<CommandOption> OPTIONS = List.of(
            SharedOptions.ROOT,
            CommandOption.value("--out", "FILE", REQUIRED, "the page; replaced in one step if it is there"),
            CommandOption.value(
                    "--from", "DAY", FREQUENT, "the first UTC day, 2026-11-07; default 13 days before --to"),
            CommandOption.value("--to", "DAY", FREQUENT, "the last UTC day, 2026-11-20; default yesterday"),
            CommandOption.value(
                    "--warehouse", "URI", FREQUENT, "where convert wrote to, for the values that it coerced"),
            CommandOption.value(
                    "--late-after", "TIME", RARE, "a day completed so long after its cutoff is late; default 6h"),
            SharedOptions.CONF,
            SharedOptions.HELP);

    static final CommandHelp HELP = new CommandHelp(
            "report",
            "Writes one HTML page: the fleet by day, tables and their growth, slow hosts, coerced values, schema changes, proofs.",
            "--root URI --out FILE [options]",
            OPTIONS,
            List.of(
                    "tracker-jobs report --root s3a://backups/tracker --out report.html --conf s3.properties",
                    "tracker-jobs report --root file:///backups --warehouse file:///lake --from 2026-11-01 --to 2026-11-20 \\",
                    "    --out /var/www/tracker/november.html"),
            CommandHelp.endings(
                    "the page is written, whatever it tells",
                    "the store does not answer, or a document in it is damaged; an older page stays"));

    @Override
    public CommandHelp help() {
        return HELP;
    }

    @Override
    public ExitCode run(CommandInput input) throws IOException {
        CommandArguments arguments = input.arguments();
        CommandValues values = input.values();
        String root = arguments.required("--root");
        String out = arguments.required("--out");
        Optional<String> warehouse = arguments.one("--warehouse");
        LocalDate to = values.day("--to");
        LocalDate from = values.first("--from", "--to", to).orElse(to.minusDays(DEFAULT_DAYS - 1));
        Duration late = values.age("--late-after").orElse(DEFAULT_LATE);
        Configuration hadoop = input.hadoop();
        ReportRequest request = new ReportRequest(root, warehouse, from, to, new Deadline(late), Path.of(out));
        Report report = new ReportRun(request, hadoop).write(Clock.systemUTC().instant());
        input.out().println(out + ": " + summary(report));
        return ExitCode.DONE;
    }

    private static String summary(Report report) {
        return String.join(
                ", ",
                Counted.of(report.days().size(), "day"),
                Counted.of(report.fleet().size(), "replica set"),
                Counted.of(report.tables().size(), "table"),
                report.count(FleetRow.State.LATE) + " late",
                report.count(FleetRow.State.PARTIAL) + " partial",
                report.count(FleetRow.State.MISSING) + " missing",
                Counted.of(report.slowNights(), "slow night"),
                Counted.of(report.changes().size(), "schema change"));
    }
}
