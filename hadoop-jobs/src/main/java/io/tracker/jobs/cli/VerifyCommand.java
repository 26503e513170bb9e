package io.tracker.jobs.cli;

import static io.tracker.jobs.cli.CommandOption.Need.FREQUENT;
import static io.tracker.jobs.cli.CommandOption.Need.RARE;
import static io.tracker.jobs.cli.CommandOption.Need.REQUIRED;

import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.text.Counted;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.jobs.verify.Warehouse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** {@code tracker-jobs verify}. */
final class VerifyCommand implements JobsCommand {
    static final String NAME = "verify";

    private static final double NANOS_PER_SECOND = 1e9;

    static final List<CommandOption> OPTIONS = List.of(
            CommandOption.value("--warehouse", "URI", REQUIRED, "where convert wrote to"),
            SharedOptions.DT,
            SharedOptions.DATASET,
            SharedOptions.TABLES,
            CommandOption.flag("--all-tables", REQUIRED, "every published table of the day, or of the dataset"),
            CommandOption.value(
                    "--threads", "N", RARE, "files that are read at once; default the number of processors"),
            CommandOption.flag("--json", FREQUENT, "an object a line for each output that is as it says"),
            SharedOptions.CONF,
            SharedOptions.HELP);

    static final CommandHelp HELP = new CommandHelp(
            NAME,
            "Reads published outputs again and compares files, rows and value digest with their _tracker.json.",
            "--warehouse URI --all-tables | --dataset NAME --table NAME… [options]",
            OPTIONS,
            List.of(
                    "tracker-jobs verify --warehouse s3a://lake/mysql --dataset pins --table boards --conf s3.properties",
                    "tracker-jobs verify --warehouse file:///dumps --dt 2026-11-20 --all-tables"),
            CommandHelp.endings(
                    "every output is as its _tracker.json says",
                    "an output differs or cannot be read; the others are told, too"));

    @Override
    public CommandHelp help() {
        return HELP;
    }

    @Override
    public ExitCode run(CommandInput input) throws IOException {
        CommandArguments arguments = input.arguments();
        CommandValues values = input.values();
        String warehouse = arguments.required("--warehouse");
        LocalDate day = values.day();
        List<TableName> tables = values.tables();
        int threads = values.number("--threads").orElse(Runtime.getRuntime().availableProcessors());
        Configuration hadoop = input.hadoop();
        Warehouse place = Warehouse.open(warehouse, hadoop);
        List<Path> outputs = tables.isEmpty()
                ? place.outputs(day, arguments.one("--dataset"))
                : tables.stream().map(name -> place.output(name, day)).toList();
        if (outputs.isEmpty()) {
            throw new OperatorException(
                    "Nothing is published for dt=" + day + " in " + warehouse, "check --warehouse, --dt and --dataset");
        }
        VerifyRun run = new VerifyRun(hadoop, threads);
        boolean json = arguments.has("--json");
        return OneByOne.of(input).all(outputs, output -> verify(run, output, json));
    }

    /**
     * An output that is as it says.
     *
     * @param table its table
     * @param dt its day
     * @param files how many files hold its rows
     * @param totals its rows, bytes and digests
     */
    record Verified(TableName table, LocalDate dt, int files, PublishedTable.Totals totals) {}

    private static String verify(VerifyRun run, Path output, boolean json) throws IOException {
        long begin = System.nanoTime();
        PublishedTable table = run.verify(output);
        if (json) {
            return JsonLine.of(
                    new Verified(table.table(), table.dt(), table.files().size(), table.totals()));
        }
        return String.format(
                Locale.ROOT,
                "%s dt=%s: verified in %.1f s: %s in %s, value digest %s%n",
                table.table(),
                table.dt(),
                (System.nanoTime() - begin) / NANOS_PER_SECOND,
                Counted.of(table.totals().rowsWritten(), "row"),
                Counted.of(table.files().size(), "file"),
                table.totals().valueDigest());
    }
}
