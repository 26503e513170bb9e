package io.tracker.jobs.cli;

import io.tracker.jobs.ConvertRequest;
import io.tracker.jobs.ConvertResult;
import io.tracker.jobs.ConvertRun;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.plan.TableName;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.util.Tool;

/** {@code tracker-jobs convert}. */
final class ConvertCommand extends Configured implements Tool {
    static final String NAME = "convert";

    private static final String WHAT = "What";
    private static final String HOW = "How";

    static final List<CommandOption> OPTIONS = List.of(
            CommandOption.value("--to", "FORMAT", WHAT, "parquet, or dump for what LOAD DATA reads"),
            CommandOption.value("--root", "URI", WHAT, "the backup root: s3a://bucket/prefix, hdfs://…, file:///…"),
            CommandOption.value("--warehouse", "URI", WHAT, "output goes to <warehouse>/<dataset>/<table>/dt=<day>/"),
            CommandOption.value("--dt", "DAY", WHAT, "the UTC day, 2026-11-20; default yesterday"),
            CommandOption.value("--dataset", "NAME", WHAT, "the dataset"),
            CommandOption.value("--table", "NAME", WHAT, "a table of the dataset; may be given again"),
            CommandOption.flag("--all-tables", WHAT, "every table of the day, or of the dataset if one is given"),
            CommandOption.flag("--allow-missing", HOW, "convert what there is; the gaps are recorded in _tracker.json"),
            CommandOption.value("--option", "NAME=VALUE", HOW, "an option of the format; may be given again"),
            CommandOption.value("--split-bytes", "SIZE", HOW, "stored bytes that one mapper reads; default 128m"),
            CommandOption.value("--local-maps", "N", HOW, "maps at once where jobs run in this process"),
            CommandOption.value("--conf", "FILE", HOW, "Hadoop settings (fs.s3a.endpoint=…): key=value lines, or .xml"),
            CommandOption.value("--progress", "STYLE", HOW, "bar, lines or none; default bar on a terminal"),
            CommandOption.flag("--help", HOW, "prints this"));

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
    private final Clock clock;

    ConvertCommand(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    @Override
    public int run(String[] args) {
        try {
            return convert(CommandArguments.read(OPTIONS, List.of(args))).number();
        } catch (IOException | RuntimeException e) {
            return new ErrorPrinter(err).print(NAME, e).number();
        }
    }

    private ExitCode convert(CommandArguments arguments) throws IOException {
        if (arguments.has("--help")) {
            out.print(HELP.text());
            return ExitCode.DONE;
        }
        CommandValues values = new CommandValues(arguments, clock);
        ConvertRequest request = request(arguments, values);
        JobSettings settings = new JobSettings(getConf());
        values.size("--split-bytes").ifPresent(settings::splitBytes);
        settings.localMaps(values.number("--local-maps").orElse(defaultLocalMaps()));
        ProgressPrinter progress = new ProgressPrinter(err, values.progress(), System::nanoTime);
        Optional<String> conf = arguments.one("--conf");
        arguments.requireNoProblems(NAME);
        conf.ifPresent(file -> HadoopProperties.load(file, getConf()));
        try (ConvertRun run = new ConvertRun(request, getConf(), progress)) {
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
        return new ConvertRequest(
                arguments.required("--root"),
                arguments.required("--warehouse"),
                arguments.required("--to"),
                values.day(),
                values.tables(),
                arguments.one("--dataset"),
                arguments.has("--allow-missing") ? ConvertRequest.Incomplete.ALLOW : ConvertRequest.Incomplete.REFUSE,
                values.options());
    }

    private static int defaultLocalMaps() {
        return Math.min(4, Runtime.getRuntime().availableProcessors());
    }
}
