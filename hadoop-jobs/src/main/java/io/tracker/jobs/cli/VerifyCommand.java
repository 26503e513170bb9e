package io.tracker.jobs.cli;

import static io.tracker.jobs.cli.SharedOptions.HOW;
import static io.tracker.jobs.cli.SharedOptions.WHAT;

import io.tracker.jobs.backup.StorePath;
import io.tracker.jobs.backup.StoreProbe;
import io.tracker.jobs.commit.OutputFolder;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.text.Counted;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.jobs.verify.WarehouseDay;
import java.io.IOException;
import java.io.PrintStream;
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
            CommandOption.value("--warehouse", "URI", WHAT, "where convert wrote to"),
            SharedOptions.DT,
            SharedOptions.DATASET,
            SharedOptions.TABLES,
            CommandOption.flag("--all-tables", WHAT, "every published table of the day, or of the dataset"),
            CommandOption.value("--threads", "N", HOW, "files that are read at once; default the number of processors"),
            SharedOptions.CONF,
            SharedOptions.HELP);

    static final CommandHelp HELP = new CommandHelp(
            NAME,
            "Reads published outputs again and compares files, rows and value digest with their _tracker.json.",
            "--warehouse URI [options]",
            OPTIONS,
            List.of(
                    "tracker-jobs verify --warehouse s3a://lake/mysql --dataset pins --table boards --conf s3.properties",
                    "tracker-jobs verify --warehouse file:///dumps --dt 2026-11-20 --all-tables"));

    private final PrintStream out;
    private final PrintStream err;

    VerifyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

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
        Path path = StorePath.of("--warehouse", warehouse);
        StorePath.fileSystem("--warehouse", path, hadoop);
        StoreProbe.ask(path, hadoop);
        List<Path> outputs = tables.isEmpty()
                ? new WarehouseDay(path, hadoop).outputs(day, arguments.one("--dataset"))
                : tables.stream()
                        .map(name -> OutputFolder.path(path, name, day))
                        .toList();
        if (outputs.isEmpty()) {
            throw new OperatorException(
                    "Nothing is published for dt=" + day + " in " + warehouse, "check --warehouse, --dt and --dataset");
        }
        return verifyAll(new VerifyRun(hadoop, threads), outputs);
    }

    private ExitCode verifyAll(VerifyRun run, List<Path> outputs) {
        ExitCode worst = ExitCode.DONE;
        for (Path output : outputs) {
            try {
                long begin = System.nanoTime();
                PublishedTable table = run.verify(output);
                out.printf(
                        Locale.ROOT,
                        "%s dt=%s: verified in %.1f s: %s in %s, value digest %s%n",
                        table.table(),
                        table.dt(),
                        (System.nanoTime() - begin) / NANOS_PER_SECOND,
                        Counted.of(table.totals().rowsWritten(), "row"),
                        Counted.of(table.files().size(), "file"),
                        table.totals().valueDigest());
            } catch (IOException | RuntimeException e) {
                worst = worst.and(new ErrorPrinter(err).print(NAME, e));
            }
        }
        return worst;
    }
}
