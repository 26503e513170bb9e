package io.tracker.jobs.cli;

import io.tracker.jobs.text.Counted;
import io.tracker.schemas.day.SchemaChange;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What changed between two days, for people.
 *
 * @param from the earlier day
 * @param to the later day
 * @param changes in their order
 */
record ChangesText(LocalDate from, LocalDate to, List<SchemaChange> changes) {
    String text() {
        StringBuilder text = new StringBuilder("dt=" + to + ", since dt=" + from + ":");
        if (changes.isEmpty()) {
            return text.append(" nothing changed\n").toString();
        }
        text.append('\n');
        SchemaChange.Shards told = null;
        for (SchemaChange change : changes) {
            if (!change.shards().equals(told)) {
                told = change.shards();
                text.append("  ").append(shards(told)).append('\n');
            }
            text.append("    ").append(words(change)).append('\n');
        }
        return text.toString();
    }

    private static String shards(SchemaChange.Shards shards) {
        int more = shards.count() - shards.names().size();
        return Counted.of(shards.count(), "shard") + " of " + Amounts.count(shards.of()) + ": "
                + String.join(", ", shards.names()) + (more > 0 ? " and " + Amounts.count(more) + " more" : "");
    }

    private static String words(SchemaChange change) {
        String column = change.column().orElse("");
        String before = change.before().orElse("");
        String after = change.after().orElse("");
        return switch (change.kind()) {
            case ADDED -> "added        " + column + ": " + after;
            case DROPPED -> "dropped      " + column + ": " + before;
            case MAYBE_RENAMED ->
                "perhaps renamed: " + before + " to " + after + " (a guess: servers do not record it)";
            case MOVED -> "moved        " + column + ": " + after;
            case DEFINITION -> "definition   no column changed: indexes, options, defaults or comments";
            case SHARDS_NEW -> "new shards, which have no table on the earlier day";
            case SHARDS_GONE -> "shards gone, which have no table on the later day: dropped, moved away or missing";
            case KEY -> "key          " + before + " -> " + after;
            case MASKING -> "masking      " + before + " -> " + after;
            case RECASED, WIDENED, NARROWED, RETYPED, RESPELLED, CHARSET, NULLABILITY, GENERATED, VISIBILITY ->
                String.format(
                        Locale.ROOT,
                        "%-12s %s: %s -> %s",
                        change.kind().name().toLowerCase(Locale.ROOT),
                        column,
                        before,
                        after);
        };
    }
}
