package io.tracker.jobs.cli;

import static io.tracker.jobs.cli.CommandOption.Need.FREQUENT;
import static io.tracker.jobs.cli.CommandOption.Need.RARE;

import io.tracker.jobs.StatusRequest;
import io.tracker.jobs.StatusRun;
import io.tracker.jobs.backup.TableFilter;
import io.tracker.schemas.day.DayStatus;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** {@code tracker-jobs status}. */
final class StatusCommand implements JobsCommand {
    static final String NAME = "status";

    static final List<CommandOption> OPTIONS = List.of(
            SharedOptions.ROOT,
            SharedOptions.DT,
            CommandOption.value("--since", "DAY", FREQUENT, "all days from this one on, up to --dt"),
            CommandOption.value("--dataset", "NAME", RARE, "tables of this dataset alone"),
            CommandOption.value("--table", "NAME", RARE, "this table of the dataset alone"),
            SharedOptions.WAIT,
            SharedOptions.EVERY,
            CommandOption.flag(
                    "--json", FREQUENT, "one document a line and day, with the schema status-1 (docs/format.md)"),
            SharedOptions.CONF,
            SharedOptions.HELP);

    static final CommandHelp HELP = new CommandHelp(
            NAME,
            "Tells what a day's backup has, what is missing, who owes it and since when; waits for it if told so.",
            "--root URI [options]",
            OPTIONS,
            List.of(
                    "tracker-jobs status --root s3a://backups/tracker --dt 2026-11-20 --wait 2h --conf s3.properties",
                    "tracker-jobs status --root file:///backups --since 2026-11-14 --json"),
            CommandHelp.endings(
                    "complete: all that is owed is there",
                    "the store does not answer, or a document in it is damaged",
                    "something is owed: run it again later, or --wait"));

    @Override
    public CommandHelp help() {
        return HELP;
    }

    @Override
    public ExitCode run(CommandInput input) throws IOException {
        CommandArguments arguments = input.arguments();
        String root = arguments.required("--root");
        LocalDate dt = input.values().day();
        LocalDate since = input.values().since(dt).orElse(dt);
        Optional<String> table = arguments.one("--table");
        Optional<String> dataset = arguments.one("--dataset");
        if (table.isPresent() && dataset.isEmpty()) {
            arguments.problem("--table needs --dataset");
        }
        Optional<WaitOptions> wait = WaitOptions.of(arguments);
        boolean json = arguments.has("--json");
        Configuration hadoop = input.hadoop();
        StatusRequest request = new StatusRequest(root, since, dt, new TableFilter(dataset, table));
        try (StatusRun run = new StatusRun(request, hadoop)) {
            if (wait.isPresent()) {
                run.await(wait.get().limit(), wait.get().every(), new WaitPrinter(NAME, input.err()));
            }
            return tell(run, request, json, input.out());
        }
    }

    private static ExitCode tell(StatusRun run, StatusRequest request, boolean json, PrintStream out)
            throws IOException {
        Documents documents = new Documents();
        ExitCode worst = ExitCode.DONE;
        for (LocalDate day = request.since(); !day.isAfter(request.dt()); day = day.plusDays(1)) {
            DayStatus status = run.status(day);
            out.print(json ? documents.writeLine(DocumentKind.STATUS, status) + "\n" : new StatusText(status).text());
            worst = worst.and(ending(status));
        }
        return worst;
    }

    /** A replica set that nobody expects stops convert until the operator has mended fleet.json. */
    private static ExitCode ending(DayStatus status) {
        if (status.complete()) {
            return ExitCode.DONE;
        }
        boolean strangers = status.replicaSets().stream().anyMatch(set -> set.state() == DayStatus.State.UNEXPECTED);
        return strangers ? ExitCode.OPERATOR : ExitCode.NOT_COMPLETE;
    }
}
