package io.tracker.agent.cli;

import io.tracker.agent.clean.Garbage;
import io.tracker.agent.clean.Janitor;
import io.tracker.agent.clean.Retention;
import io.tracker.agent.config.JanitorConfig;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.ObjectStores;
import io.tracker.agent.store.StoreCleaner;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The janitor's round. */
final class CleanCommand implements Command {
    private static final String DELETE = "delete";
    private static final String OLDER_THAN = "older-than";
    private static final int LEAST_DAYS = 8;

    @Override
    public String name() {
        return "clean";
    }

    @Override
    public String purpose() {
        return "Names what no manifest needs in the store - failed attempts, open uploads -, on demand old backups too, and with --delete removes it.";
    }

    @Override
    public List<String> examples() {
        return List.of("tracker-agent clean", "tracker-agent clean --older-than 90d --delete");
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Option.builder()
                        .longOpt(OLDER_THAN)
                        .hasArg()
                        .argName("DAYS")
                        .desc("also backups of days that ended longer ago, such as 90d; the newest of each shard stays")
                        .get())
                .addOption(Option.builder()
                        .longOpt(DELETE)
                        .desc("remove it; without this nothing is changed")
                        .get())
                .addOption(
                        CommandOptions.json("print one JSON object a thing and line, as docs/format.md describes it"));
    }

    @Override
    public List<ExitCode> exitCodes() {
        return List.of(ExitCode.DONE, ExitCode.FAILURE, ExitCode.OPERATOR);
    }

    @Override
    public ExitCode run(CommandOptions options, Console console) throws IOException {
        JanitorConfig config = options.janitorConfig();
        Janitor.Mode mode = options.has(DELETE) ? Janitor.Mode.DELETE : Janitor.Mode.DRY_RUN;
        Optional<Integer> keptDays = options.value(OLDER_THAN).map(CleanCommand::days);
        boolean json = options.has(CommandOptions.JSON);
        Totals totals = new Totals();
        Consumer<Garbage> found = garbage -> {
            totals.add(garbage);
            console.out().println(json ? json(garbage, mode) : line(garbage));
        };
        try (ObjectStore store = ObjectStores.open(config.store());
                StoreCleaner cleaner = StoreCleaner.open(config.store())) {
            Janitor janitor =
                    new Janitor(store, cleaner, console.clock().instant().minus(config.olderThan()), mode, found);
            List<String> kept = new ArrayList<>();
            if (keptDays.isPresent()) {
                LocalDate before = LocalDate.ofInstant(console.clock().instant(), ZoneOffset.UTC)
                        .minusDays(keptDays.get());
                kept.addAll(new Retention(cleaner, before, mode, found).clean());
            }
            kept.addAll(janitor.clean());
            if (!json) {
                kept.forEach(reason -> console.out().println("kept     " + reason.replace("; HINT: ", " - ")));
                console.out().println(totals.text(mode, config));
            }
            List<String> doubts =
                    kept.stream().filter(reason -> reason.contains("; HINT: ")).toList();
            DayPlans.requireWhole(new ArrayList<>(doubts));
            return ExitCode.DONE;
        }
    }

    /** Plans look a week back for tables that vanished, so younger backups are never removed. */
    private static int days(String text) {
        if (text.matches("[0-9]{1,5}d") && Integer.parseInt(text.substring(0, text.length() - 1)) >= LEAST_DAYS) {
            return Integer.parseInt(text.substring(0, text.length() - 1));
        }
        throw new OperatorException(
                "--older-than is not usable: " + text + " (expected days, " + LEAST_DAYS + "d or more)",
                "for example --older-than 90d");
    }

    private static String json(Garbage garbage, Janitor.Mode mode) {
        return new JsonLine()
                .with("kind", garbage.kind().name().toLowerCase(Locale.ROOT))
                .with("name", garbage.name())
                .with("objects", garbage.objects())
                .with("bytes", garbage.bytes())
                .with("newest", garbage.newest().toString())
                .with("action", mode == Janitor.Mode.DELETE ? "removed" : "would-remove")
                .text();
    }

    private static String line(Garbage garbage) {
        String kind = garbage.kind().name().toLowerCase(Locale.ROOT);
        return String.format(Locale.ROOT, "%-8s ", kind)
                + garbage.name()
                + (garbage.objects() == 0
                        ? ": begun at " + garbage.newest()
                        : ": " + garbage.objects() + (garbage.objects() == 1 ? " object, " : " objects, ")
                                + Sizes.bytes(garbage.bytes()) + ", written until " + garbage.newest());
    }

    private static final class Totals {
        private int expired;
        private int attempts;
        private int uploads;
        private long objects;
        private long bytes;

        void add(Garbage garbage) {
            expired += garbage.kind() == Garbage.Kind.EXPIRED ? 1 : 0;
            attempts += garbage.kind() == Garbage.Kind.ATTEMPT ? 1 : 0;
            uploads += garbage.kind() == Garbage.Kind.UPLOAD ? 1 : 0;
            objects += garbage.objects();
            bytes += garbage.bytes();
        }

        String text(Janitor.Mode mode, JanitorConfig config) {
            String what = (expired == 0 ? "" : expired + " old backups, ") + attempts + " attempts, " + uploads
                    + " uploads, " + objects + " objects, " + Sizes.bytes(bytes);
            return switch (mode) {
                case DELETE -> "removed: " + what;
                case DRY_RUN ->
                    "would remove: " + what + ", all"
                            + (expired == 0 ? " older than " + Sizes.time(config.olderThan()) : " old enough")
                            + "; nothing was changed: --delete does it";
            };
        }
    }
}
