package io.tracker.jobs.cli;

import io.tracker.jobs.filter.KeyRange;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.schema.ColumnChoice;
import java.time.Clock;
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
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        Optional<String> given = arguments.one("--dt");
        if (given.isEmpty()) {
            return today.minusDays(1);
        }
        try {
            LocalDate day = LocalDate.parse(given.get());
            if (!day.isBefore(today)) {
                arguments.problem("--dt has not ended yet (got " + day + ", expected a day before " + today + " UTC)");
            }
            return day;
        } catch (DateTimeParseException e) {
            arguments.problem("--dt is no day (got " + given.get() + ", expected one like 2026-11-20)");
            return today;
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
