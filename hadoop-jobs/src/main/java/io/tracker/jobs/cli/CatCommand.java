package io.tracker.jobs.cli;

import static io.tracker.jobs.cli.CommandOption.Need.FREQUENT;
import static io.tracker.jobs.cli.CommandOption.Need.RARE;
import static io.tracker.jobs.cli.CommandOption.Need.REQUIRED;

import io.tracker.jobs.CatRequest;
import io.tracker.jobs.CatRun;
import io.tracker.jobs.filter.KeyRange;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.print.RowText;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;

/** {@code tracker-jobs cat}. */
final class CatCommand implements JobsCommand {
    static final List<CommandOption> OPTIONS = List.of(
            SharedOptions.ROOT,
            SharedOptions.DT,
            SharedOptions.DATASET.as(REQUIRED),
            CommandOption.value("--table", "NAME", REQUIRED, "the table"),
            CommandOption.value("--shard", "NAME", RARE, "one shard, <replica-set>.<schema>; default all"),
            SharedOptions.WHERE_KEY,
            CommandOption.value("--from", "VALUE", FREQUENT, "the least value of the key's first column, included"),
            CommandOption.value("--to", "VALUE", FREQUENT, "the greatest, included"),
            CommandOption.value("--limit", "N", FREQUENT, "rows at most; default all, 1 to 9999"),
            CommandOption.value("--as", "FORM", FREQUENT, "tsv, json (an object a line) or sql (INSERT); default tsv"),
            CommandOption.flag("--paths", RARE, "prints the current files instead, for other readers of Avro"),
            SharedOptions.CONF,
            SharedOptions.HELP);

    static final CommandHelp HELP = new CommandHelp(
            "cat",
            "Prints rows of a table's backup, without a cluster: by key in seconds, for only the ranges that can hold it are read.",
            "--root URI --dataset NAME --table NAME [options]",
            OPTIONS,
            List.of(
                    "tracker-jobs cat --root s3a://backups/tracker --dt 2026-11-20 --dataset pins --table users \\",
                    "    --where-key 4711 --as sql --conf s3.properties",
                    "tracker-jobs cat --root file:///backups --dataset pins --table boards --paths"),
            CommandHelp.endings(
                    "printed, be it no row", "a backup is damaged or cannot be read: object and offset are named"));

    @Override
    public CommandHelp help() {
        return HELP;
    }

    @Override
    public ExitCode run(CommandInput input) throws IOException {
        CommandArguments arguments = input.arguments();
        String root = arguments.required("--root");
        Optional<TableName> table = input.values().table();
        LocalDate day = input.values().day();
        Optional<String> shard = arguments.one("--shard");
        KeyRange rows = input.values().rows("--from", "--to");
        OptionalInt limit = input.values().number("--limit");
        RowText.Form form = form(arguments);
        Configuration hadoop = input.hadoop();
        CatRequest request = new CatRequest(root, table.orElseThrow(), day, shard, rows);
        try (CatRun run = new CatRun(request, hadoop)) {
            run.gaps().forEach(gap -> input.err().println("tracker-jobs cat: not in the backup: " + gap));
            if (arguments.has("--paths")) {
                run.paths().forEach(input.out()::println);
            } else {
                run.print(form, limit.isEmpty() ? Long.MAX_VALUE : limit.getAsInt(), text -> {
                    input.out().print(text);
                    return !input.out().checkError();
                });
                input.err().println("tracker-jobs cat: " + run.summary());
            }
        }
        return ExitCode.DONE;
    }

    private static RowText.Form form(CommandArguments arguments) {
        String word = arguments.one("--as").orElse("tsv");
        for (RowText.Form form : RowText.Form.values()) {
            if (form.name().toLowerCase(Locale.ROOT).equals(word)) {
                return form;
            }
        }
        arguments.problem("--as is not known (got " + word + ", expected tsv, json or sql)");
        return RowText.Form.TSV;
    }
}
