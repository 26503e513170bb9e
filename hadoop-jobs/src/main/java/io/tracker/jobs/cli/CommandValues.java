package io.tracker.jobs.cli;

import io.tracker.jobs.ConvertRequest;
import io.tracker.jobs.filter.KeyRange;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.schema.ColumnChoice;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads the values of options; what is wrong with them is noted in the arguments, and a stand-in is returned. */
final class CommandValues {
    private final CommandArguments arguments;
    private final Clock clock;

    CommandValues(CommandArguments arguments, Clock clock) {
        this.arguments = arguments;
        this.clock = clock;
    }

    /** The day; yesterday by default. A day that has not ended has no backup. */
    LocalDate day() {
        return day(SharedOptions.DT.name());
    }

    /** The same of another option. */
    LocalDate day(String option) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        Optional<String> given = arguments.one(option);
        if (given.isEmpty()) {
            return today.minusDays(1);
        }
        return parsed(option, given.get())
                .map(day -> {
                    if (!day.isBefore(today)) {
                        arguments.problem(option + " has not ended yet (got " + day + ", expected a day before " + today
                                + " UTC)");
                    }
                    return day;
                })
                .orElse(today);
    }

    /** The day of {@code --since}, which is not after that of {@code --dt}; empty where none is given. */
    Optional<LocalDate> since(LocalDate dt) {
        return first("--since", SharedOptions.DT.name(), dt);
    }

    /** The first day of some; empty where none is given. */
    Optional<LocalDate> first(String option, String lastOption, LocalDate last) {
        Optional<LocalDate> first = arguments.one(option).flatMap(text -> parsed(option, text));
        if (first.isPresent() && first.get().isAfter(last)) {
            arguments.problem(option + " is after " + lastOption + " (got " + first.get() + " and " + last + ")");
        }
        return first;
    }

    private Optional<LocalDate> parsed(String option, String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            arguments.problem(option + " is no day (got " + text + ", expected one like 2026-11-20)");
            return Optional.empty();
        }
    }

    /** The tables that are named; none for all. */
    List<TableName> tables() {
        List<String> tables = arguments.all("--table");
        Optional<String> dataset = arguments.one("--dataset");
        if (arguments.has("--all-tables") == !tables.isEmpty()) {
            arguments.problem("either --table or --all-tables is needed");
            return List.of();
        }
        if (!tables.isEmpty() && dataset.isEmpty()) {
            arguments.problem("--table needs --dataset");
            return List.of();
        }
        if (tables.contains("") || dataset.filter(String::isEmpty).isPresent()) {
            arguments.problem("--dataset or --table is empty");
            return List.of();
        }
        return tables.stream()
                .distinct()
                .map(table -> new TableName(dataset.orElseThrow(), table))
                .toList();
    }

    /** The one table that is named; a problem when there is none. */
    Optional<TableName> table() {
        String dataset = arguments.required("--dataset");
        String table = arguments.required("--table");
        return dataset.isEmpty() || table.isEmpty() ? Optional.empty() : Optional.of(new TableName(dataset, table));
    }

    /** The rows that are wanted, by the key. */
    KeyRange rows(String fromOption, String toOption) {
        List<String> key = arguments.all(SharedOptions.WHERE_KEY.name());
        Optional<String> from = arguments.one(fromOption);
        Optional<String> to = arguments.one(toOption);
        if (!key.isEmpty() && (from.isPresent() || to.isPresent())) {
            arguments.problem(
                    SharedOptions.WHERE_KEY.name() + " and " + fromOption + " or " + toOption + " exclude each other");
            return KeyRange.ALL;
        }
        return new KeyRange(key, from, to);
    }

    /** The columns that are wanted, with commas between them. */
    ColumnChoice columns() {
        return new ColumnChoice(arguments.all("--columns").stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .filter(name -> !name.isEmpty())
                .toList());
    }

    /** The options of the format. */
    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        for (String text : arguments.all("--option")) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                arguments.problem("--option is malformed (got " + text + ", expected NAME=VALUE)");
            } else if (options.put(text.substring(0, equals), text.substring(equals + 1)) != null) {
                arguments.problem("--option is given twice: " + text.substring(0, equals));
            }
        }
        return options;
    }

    OptionalLong size(String name) {
        Optional<String> text = arguments.one(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong size = Amounts.size(text.get());
        if (size.isEmpty()) {
            arguments.problem(name + " is no size (got " + text.get() + ", expected one like 128m)");
        }
        return size;
    }

    /** A length of time. */
    Optional<Duration> age(String name) {
        Optional<String> text = arguments.one(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.get().matches("[0-9]{1,6}[smhd]")) {
            arguments.problem(name + " is no length of time (got " + text.get() + ", expected one like 12h)");
            return Optional.empty();
        }
        long count = Long.parseLong(text.get().substring(0, text.get().length() - 1));
        return Optional.of(
                switch (text.get().charAt(text.get().length() - 1)) {
                    case 's' -> Duration.ofSeconds(count);
                    case 'm' -> Duration.ofMinutes(count);
                    case 'h' -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    OptionalInt number(String name) {
        Optional<String> text = arguments.one(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("[1-9][0-9]{0,3}")) {
            arguments.problem(name + " is no number (got " + text.get() + ", expected 1 to 9999)");
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    /** How the output is published. */
    ConvertRequest.Publish publish() {
        String layout = arguments.one("--layout").orElse("plain");
        boolean again = arguments.has("--overwrite");
        if (!layout.equals("plain") && !layout.equals("runs")) {
            arguments.problem("--layout is not known (got " + layout + ", expected plain or runs)");
        } else if (again && layout.equals("plain")) {
            arguments.problem("--overwrite needs --layout runs: a plain folder cannot change in one step");
        }
        if (layout.equals("plain")) {
            return ConvertRequest.Publish.PLAIN;
        }
        return again ? ConvertRequest.Publish.RUNS_AGAIN : ConvertRequest.Publish.RUNS;
    }

    ProgressPrinter.Style progress() {
        Optional<String> text = arguments.one("--progress");
        if (text.isEmpty()) {
            return ProgressPrinter.styleOfStandardError();
        }
        for (ProgressPrinter.Style style : ProgressPrinter.Style.values()) {
            if (style.name().toLowerCase(Locale.ROOT).equals(text.get())) {
                return style;
            }
        }
        arguments.problem("--progress is not known (got " + text.get() + ", expected bar, lines or none)");
        return ProgressPrinter.Style.NONE;
    }
}
