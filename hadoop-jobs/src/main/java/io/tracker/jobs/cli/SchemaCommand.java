package io.tracker.jobs.cli;

import static io.tracker.jobs.cli.CommandOption.Need.FREQUENT;
import static io.tracker.jobs.cli.CommandOption.Need.REQUIRED;

import io.tracker.jobs.SchemaHistoryRun;
import io.tracker.jobs.SchemaRun;
import io.tracker.jobs.ddl.Engine;
import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** {@code tracker-jobs schema}. */
final class SchemaCommand implements JobsCommand {
    static final List<CommandOption> OPTIONS = List.of(
            CommandOption.value("--warehouse", "URI", REQUIRED, "where convert wrote to; or --root with --since"),
            CommandOption.value("--root", "URI", FREQUENT, "with --since: the backup root instead of the warehouse"),
            SharedOptions.DT,
            CommandOption.value("--since", "DAY", FREQUENT, "what changed from this day on, up to --dt, day by day"),
            SharedOptions.DATASET.as(REQUIRED),
            CommandOption.value("--table", "NAME", REQUIRED, "the table"),
            CommandOption.value("--for", "READER", FREQUENT, "people, spark, hive, trino or athena; default people"),
            CommandOption.flag(
                    "--json",
                    FREQUENT,
                    "an object a line: a column, or with --since a change (schema schema-change-1)"),
            SharedOptions.CONF,
            SharedOptions.HELP);

    static final CommandHelp HELP = new CommandHelp(
            "schema",
            "Prints the columns of a published table, the statements that make it one of an engine, or what changed since a day.",
            "--warehouse URI | --root URI --dataset NAME --table NAME [options]",
            OPTIONS,
            List.of(
                    "tracker-jobs schema --warehouse s3a://lake/mysql --dataset pins --table boards --for spark",
                    "tracker-jobs schema --root s3a://backups/tracker --dataset pins --table boards --since 2026-11-13"),
            CommandHelp.endings("printed", "the store does not answer, or a document in it is damaged"));

    private static final String PEOPLE = "people";

    @Override
    public CommandHelp help() {
        return HELP;
    }

    @Override
    public ExitCode run(CommandInput input) throws IOException {
        CommandArguments arguments = input.arguments();
        LocalDate day = input.values().day();
        Optional<LocalDate> since = input.values().since(day);
        Optional<TableName> table = input.values().table();
        return arguments.has("--since")
                ? tellChanges(input, table, since.orElse(day), day)
                : tellOne(input, table, day);
    }

    private ExitCode tellOne(CommandInput input, Optional<TableName> table, LocalDate day) throws IOException {
        CommandArguments arguments = input.arguments();
        String warehouse = arguments.required("--warehouse");
        String reader = arguments.one("--for").orElse(PEOPLE);
        Optional<Engine> engine = Engine.of(reader);
        if (engine.isEmpty() && !reader.equals(PEOPLE)) {
            arguments.problem("--for is not known (got " + reader + ", expected people, spark, hive, trino or athena)");
        }
        if (arguments.has("--root")) {
            arguments.problem("--root needs --since");
        }
        boolean json = arguments.has("--json");
        if (json && engine.isPresent()) {
            arguments.problem("--json and --for exclude each other");
        }
        Configuration hadoop = input.hadoop();
        SchemaRun run = new SchemaRun(warehouse, table.orElseThrow(), day, hadoop);
        if (json) {
            run.published().columns().forEach(column -> input.out().print(JsonLine.of(column)));
        } else {
            input.out().print(engine.isPresent() ? run.statements(engine.get()) : run.columns());
        }
        return ExitCode.DONE;
    }

    private ExitCode tellChanges(CommandInput input, Optional<TableName> table, LocalDate since, LocalDate day)
            throws IOException {
        CommandArguments arguments = input.arguments();
        Optional<String> root = arguments.one("--root");
        Optional<String> warehouse = arguments.one("--warehouse");
        if (root.isPresent() == warehouse.isPresent()) {
            arguments.problem("--since needs either --root or --warehouse");
        }
        if (arguments.has("--for")) {
            arguments.problem("--for and --since exclude each other");
        }
        boolean json = arguments.has("--json");
        Configuration hadoop = input.hadoop();
        SchemaHistoryRun run = root.isPresent()
                ? SchemaHistoryRun.ofBackups(root.get(), table.orElseThrow(), hadoop)
                : SchemaHistoryRun.ofOutputs(warehouse.orElseThrow(), table.orElseThrow(), hadoop);
        Documents documents = new Documents();
        run.tell(since, day, (from, to, changes) -> {
            if (json) {
                changes.forEach(change -> input.out().println(documents.writeLine(DocumentKind.SCHEMA_CHANGE, change)));
            } else {
                input.out().print(new ChangesText(from, to, changes).text());
            }
        });
        return ExitCode.DONE;
    }
}
