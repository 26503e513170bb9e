package io.tracker.agent.cli;

import io.tracker.agent.clean.Garbage;
import io.tracker.agent.clean.Janitor;
import io.tracker.agent.config.JanitorConfig;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.ObjectStores;
import io.tracker.agent.store.StoreCleaner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The janitor's round. */
final class CleanCommand implements Command {
    private static final String DELETE = "delete";

    @Override
    public String name() {
        return "clean";
    }

    @Override
    public String purpose() {
        return "Names what no manifest needs in the store - failed attempts, open uploads - and with --delete removes it.";
    }

    @Override
    public List<String> examples() {
        return List.of("tracker-agent clean", "tracker-agent clean --set clean.older-than=30d --delete");
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Option.builder()
                        .longOpt(DELETE)
                        .desc("remove it; without this nothing is changed")
                        .get());
    }

    @Override
    public List<ExitCode> exitCodes() {
        return List.of(ExitCode.DONE, ExitCode.FAILURE, ExitCode.OPERATOR);
    }

    @Override
    public ExitCode run(CommandOptions options, Console console) throws IOException {
        JanitorConfig config = options.janitorConfig();
        Janitor.Mode mode = options.has(DELETE) ? Janitor.Mode.DELETE : Janitor.Mode.DRY_RUN;
        Totals totals = new Totals();
        try (ObjectStore store = ObjectStores.open(config.store());
                StoreCleaner cleaner = StoreCleaner.open(config.store())) {
            Janitor janitor =
                    new Janitor(store, cleaner, console.clock().instant().minus(config.olderThan()), mode, garbage -> {
                        totals.add(garbage);
                        console.out().println(line(garbage));
                    });
            List<String> kept = janitor.clean();
            kept.forEach(reason -> console.out().println("kept     " + reason.replace("; HINT: ", " - ")));
            console.out().println(totals.text(mode, config));
            List<String> doubts =
                    kept.stream().filter(reason -> reason.contains("; HINT: ")).toList();
            DayPlans.requireWhole(new ArrayList<>(doubts));
            return ExitCode.DONE;
        }
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
        private int attempts;
        private int uploads;
        private long objects;
        private long bytes;

        void add(Garbage garbage) {
            attempts += garbage.kind() == Garbage.Kind.ATTEMPT ? 1 : 0;
            uploads += garbage.kind() == Garbage.Kind.UPLOAD ? 1 : 0;
            objects += garbage.objects();
            bytes += garbage.bytes();
        }

        String text(Janitor.Mode mode, JanitorConfig config) {
            String what =
                    attempts + " attempts, " + uploads + " uploads, " + objects + " objects, " + Sizes.bytes(bytes);
            return switch (mode) {
                case DELETE -> "removed: " + what;
                case DRY_RUN ->
                    "would remove: " + what + ", all older than " + Sizes.time(config.olderThan())
                            + "; nothing was changed: --delete does it";
            };
        }
    }
}
