package io.tracker.jobs.cli;

import static io.tracker.jobs.cli.SharedOptions.HOW;
import static io.tracker.jobs.cli.SharedOptions.WHAT;

import io.tracker.jobs.ConvertRequest;
import io.tracker.jobs.ConvertResult;
import io.tracker.jobs.ConvertRun;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.plan.TableName;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** {@code tracker-jobs convert}. */
final class ConvertCommand implements JobsCommand {
    static final String NAME = "convert";

    static final List<CommandOption> OPTIONS = List.of(
            CommandOption.value("--to", "FORMAT", WHAT, "parquet, or dump for what LOAD DATA reads"),
            SharedOptions.ROOT,
            CommandOption.value("--warehouse", "URI", WHAT, "output goes to <warehouse>/<dataset>/<table>/dt=<day>/"),
            SharedOptions.DT,
            SharedOptions.DATASET,
            SharedOptions.TABLES,
            CommandOption.flag("--all-tables", WHAT, "every table of the day, or of the dataset if one is given"),
            CommandOption.value(
                    "--columns", "NAMES", WHAT, "these columns alone, with commas between them; parquet only"),
            SharedOptions.WHERE_KEY,
            CommandOption.value("--from-key", "VALUE", WHAT, "the rows from this value of the key's first column on"),
            CommandOption.value("--to-key", "VALUE", WHAT, "the rows up to this value, with it"),
            CommandOption.flag("--allow-missing", HOW, "convert what there is; the gaps are recorded in _tracker.json"),
            CommandOption.value("--option", "NAME=VALUE", HOW, "an option of the format; may be given again"),
            CommandOption.value(
                    "--policy",
                    "COLUMN=POLICY",
                    HOW,
                    "fail, null, string, binary or int64 where a type cannot hold a value"),
            CommandOption.value(
                    "--policies", "FILE", HOW, "the same for many tables: dataset/table/column=policy lines"),
            CommandOption.value("--split-bytes", "SIZE", HOW, "stored bytes that one mapper reads; default 128m"),
            CommandOption.value("--local-maps", "N", HOW, "maps at once where jobs run in this process"),
            SharedOptions.CONF,
            CommandOption.value("--progress", "STYLE", HOW, "bar, lines or none; default bar on a terminal"),
            SharedOptions.HELP);

    static final CommandHelp HELP = new CommandHelp(
            NAME,
            "Converts the backups of a day to files for analysts or for LOAD DATA, one MapReduce job a table.",
            "--to FORMAT --root URI --warehouse URI [options]",
            OPTIONS,
            List.of(
                    "tracker-jobs convert --to parquet --root s3a://backups/tracker --warehouse s3a://lake/mysql \\",
                    "    --dt 2026-11-20 --dataset pins --table boards --table users --conf s3.properties",
                    "tracker-jobs convert --to dump --root file:///backups --warehouse file:///dumps --all-tables"));

    private final PrintStream out;
    private final PrintStream err;

    ConvertCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public CommandHelp help() {
        return HELP;
    }

    @Override
    public ExitCode run(CommandInput input) throws IOException {
        CommandValues values = input.values();
        ConvertRequest request = request(input.arguments(), values);
        OptionalLong splitBytes = values.size("--split-bytes");
        int localMaps = values.number("--local-maps").orElse(defaultLocalMaps());
        ProgressPrinter progress = new ProgressPrinter(err, values.progress(), System::nanoTime);
        Configuration hadoop = input.hadoop();
        JobSettings settings = new JobSettings(hadoop);
        splitBytes.ifPresent(settings::splitBytes);
        settings.localMaps(localMaps);
        try (ConvertRun run = new ConvertRun(request, hadoop, progress)) {
            return convertAll(run);
        }
    }

    /** A table that fails does not keep the others from being converted; an error that only the operator can mend does. */
    private ExitCode convertAll(ConvertRun run) throws IOException {
        ExitCode worst = ExitCode.DONE;
        for (TableName name : run.tables()) {
            try {
                long begin = System.nanoTime();
                ConvertResult result = run.convert(name);
                out.print(new ResultText(result, System.nanoTime() - begin).text());
            } catch (IOException | RuntimeException e) {
                ExitCode ending = new ErrorPrinter(err).print(NAME + " " + name, e);
                worst = worst.and(ending);
                if (e instanceof OperatorException) {
                    break;
                }
            }
        }
        return worst;
    }

    private static ConvertRequest request(CommandArguments arguments, CommandValues values) {
        Map<String, String> options = new TreeMap<>(values.options());
        options.putAll(new PolicyOptions(arguments).options());
        options.putAll(values.columns().options());
        options.putAll(values.rows("--from-key", "--to-key").options());
        return new ConvertRequest(
                arguments.required("--root"),
                arguments.required("--warehouse"),
                arguments.required("--to"),
                values.day(),
                values.tables(),
                arguments.one("--dataset"),
                arguments.has("--allow-missing") ? ConvertRequest.Incomplete.ALLOW : ConvertRequest.Incomplete.REFUSE,
                options);
    }

    private static int defaultLocalMaps() {
        return Math.min(4, Runtime.getRuntime().availableProcessors());
    }
}
