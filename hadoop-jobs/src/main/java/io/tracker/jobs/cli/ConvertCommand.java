package io.tracker.jobs.cli;

import static io.tracker.jobs.cli.CommandOption.Need.FREQUENT;
import static io.tracker.jobs.cli.CommandOption.Need.RARE;
import static io.tracker.jobs.cli.CommandOption.Need.REQUIRED;

import io.tracker.jobs.ConvertPreview;
import io.tracker.jobs.ConvertRequest;
import io.tracker.jobs.ConvertResult;
import io.tracker.jobs.ConvertRun;
import io.tracker.jobs.StatusRequest;
import io.tracker.jobs.StatusRun;
import io.tracker.jobs.backup.TableFilter;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.plan.TableName;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** {@code tracker-jobs convert}. */
final class ConvertCommand implements JobsCommand {
    static final String NAME = "convert";

    static final List<CommandOption> OPTIONS = List.of(
            CommandOption.value("--to", "FORMAT", REQUIRED, "parquet, or dump for what LOAD DATA reads"),
            SharedOptions.ROOT,
            CommandOption.value(
                    "--warehouse", "URI", REQUIRED, "output goes to <warehouse>/<dataset>/<table>/dt=<day>/"),
            SharedOptions.DT,
            SharedOptions.DATASET,
            SharedOptions.TABLES,
            CommandOption.flag("--all-tables", REQUIRED, "every table of the day, or of the dataset if one is given"),
            CommandOption.value(
                    "--columns", "NAMES", RARE, "these columns alone, with commas between them; parquet only"),
            SharedOptions.WHERE_KEY.as(RARE),
            CommandOption.value("--from-key", "VALUE", RARE, "the rows from this value of the key's first column on"),
            CommandOption.value("--to-key", "VALUE", RARE, "the rows up to this value, with it"),
            SharedOptions.WAIT,
            SharedOptions.EVERY,
            CommandOption.flag(
                    "--allow-missing", FREQUENT, "convert what there is; the gaps are recorded in _tracker.json"),
            CommandOption.value(
                    "--layout",
                    "LAYOUT",
                    RARE,
                    "plain, the day's own folder; or runs, a folder a run below it and a pointer to the current one; default plain"),
            CommandOption.flag(
                    "--overwrite", RARE, "convert a published day anew, with --layout runs: readers see old or new"),
            CommandOption.value("--option", "NAME=VALUE", FREQUENT, "an option of the format; may be given again"),
            CommandOption.value(
                    "--policy",
                    "COLUMN=POLICY",
                    FREQUENT,
                    "fail, null, string, binary or int64 where a type cannot hold a value"),
            CommandOption.value(
                    "--policies", "FILE", RARE, "the same for many tables: dataset/table/column=policy lines"),
            CommandOption.value("--split-bytes", "SIZE", RARE, "stored bytes that one mapper reads; default 128m"),
            CommandOption.value("--local-maps", "N", RARE, "maps at once where jobs run in this process"),
            CommandOption.flag(
                    "--dry-run", FREQUENT, "tells what each table's job would read and write, and starts none"),
            SharedOptions.CONF,
            CommandOption.value("--progress", "STYLE", RARE, "bar, lines or none; default bar on a terminal"),
            SharedOptions.HELP);

    static final CommandHelp HELP = new CommandHelp(
            NAME,
            "Converts the backups of a day to files for analysts or for LOAD DATA, one MapReduce job a table.",
            "--to FORMAT --root URI --warehouse URI --all-tables | --dataset NAME --table NAME… [options]",
            OPTIONS,
            List.of(
                    "tracker-jobs convert --to parquet --root s3a://backups/tracker --warehouse s3a://lake/mysql \\",
                    "    --dt 2026-11-20 --dataset pins --table boards --table users --conf s3.properties",
                    "tracker-jobs convert --to dump --root file:///backups --warehouse file:///dumps --all-tables"),
            CommandHelp.endings(
                    "done, or done before",
                    "something went wrong; nothing of that table is published",
                    "the day's backup is not complete, or another run works on the output: run it again later"));

    @Override
    public CommandHelp help() {
        return HELP;
    }

    @Override
    public ExitCode run(CommandInput input) throws IOException {
        CommandValues values = input.values();
        ConvertRequest request = request(input.arguments(), values);
        Optional<WaitOptions> wait = WaitOptions.of(input.arguments());
        OptionalLong splitBytes = values.size("--split-bytes");
        int localMaps = values.number("--local-maps").orElse(defaultLocalMaps());
        ProgressPrinter progress = new ProgressPrinter(input.err(), values.progress(), System::nanoTime);
        Configuration hadoop = input.hadoop();
        JobSettings settings = new JobSettings(hadoop);
        splitBytes.ifPresent(settings::splitBytes);
        settings.localMaps(localMaps);
        if (wait.isPresent()) {
            await(wait.get(), request, hadoop, input.err());
        }
        try (ConvertRun run = new ConvertRun(request, hadoop, progress)) {
            return OneByOne.stoppingForTheOperator(input)
                    .all(
                            run.tables(),
                            input.arguments().has("--dry-run")
                                    ? name -> preview(run, name)
                                    : name -> convert(run, name));
        }
    }

    private static void await(WaitOptions wait, ConvertRequest request, Configuration hadoop, PrintStream err)
            throws IOException {
        StatusRequest day = new StatusRequest(request.root(), request.dt(), request.dt(), TableFilter.ALL);
        try (StatusRun status = new StatusRun(day, hadoop)) {
            status.await(wait.limit(), wait.every(), new WaitPrinter(NAME, err));
        }
    }

    private static String convert(ConvertRun run, TableName name) throws IOException {
        long begin = System.nanoTime();
        ConvertResult result = run.convert(name);
        return new ResultText(result, System.nanoTime() - begin).text();
    }

    private static String preview(ConvertRun run, TableName name) throws IOException {
        long begin = System.nanoTime();
        ConvertPreview preview = run.preview(name);
        return new PreviewText(preview, System.nanoTime() - begin).text();
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
                options,
                values.publish());
    }

    private static int defaultLocalMaps() {
        return Math.min(4, Runtime.getRuntime().availableProcessors());
    }
}
