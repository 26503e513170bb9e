package io.tracker.jobs.cli;

import static io.tracker.jobs.cli.SharedOptions.HOW;
import static io.tracker.jobs.cli.SharedOptions.WHAT;

import io.tracker.jobs.SchemaRun;
import io.tracker.jobs.ddl.Engine;
import io.tracker.jobs.plan.TableName;
import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** {@code tracker-jobs schema}. */
final class SchemaCommand implements JobsCommand {
    static final List<CommandOption> OPTIONS = List.of(
            CommandOption.value("--warehouse", "URI", WHAT, "where convert wrote to"),
            SharedOptions.DT,
            SharedOptions.DATASET,
            CommandOption.value("--table", "NAME", WHAT, "the table"),
            CommandOption.value("--for", "READER", HOW, "people, spark, hive, trino or athena; default people"),
            SharedOptions.CONF,
            SharedOptions.HELP);

    static final CommandHelp HELP = new CommandHelp(
            "schema",
            "Prints the columns of a published table, or the statements that make table and partition in an engine.",
            "--warehouse URI --dataset NAME --table NAME [options]",
            OPTIONS,
            List.of(
                    "tracker-jobs schema --warehouse s3a://lake/mysql --dataset pins --table boards --conf s3.properties",
                    "tracker-jobs schema --warehouse s3a://lake/mysql --dataset pins --table boards --for spark"));

    private static final String PEOPLE = "people";

    private final PrintStream out;

    SchemaCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public CommandHelp help() {
        return HELP;
    }

    @Override
    public ExitCode run(CommandInput input) throws IOException {
        CommandArguments arguments = input.arguments();
        String warehouse = arguments.required("--warehouse");
        LocalDate day = input.values().day();
        Optional<TableName> table = input.values().table();
        String reader = arguments.one("--for").orElse(PEOPLE);
        Optional<Engine> engine = Engine.of(reader);
        if (engine.isEmpty() && !reader.equals(PEOPLE)) {
            arguments.problem("--for is not known (got " + reader + ", expected people, spark, hive, trino or athena)");
        }
        Configuration hadoop = input.hadoop();
        SchemaRun run = new SchemaRun(warehouse, table.orElseThrow(), day, hadoop);
        out.print(engine.isPresent() ? run.statements(engine.get()) : run.columns());
        return ExitCode.DONE;
    }
}
