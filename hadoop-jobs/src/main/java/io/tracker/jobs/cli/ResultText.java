package io.tracker.jobs.cli;

import io.tracker.jobs.ConvertResult;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.plan.Gap;
import io.tracker.jobs.text.Counted;
import io.tracker.jobs.totals.LedgerEntry;
import java.util.Locale;

/**
 * What is said of a table that ended well.
 *
 * @param result how it ended
 * @param nanos how long it took
 */
record ResultText(ConvertResult result, long nanos) {
    private static final int MOST_TWINS = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    String text() {
        PublishedTable table = result.published();
        StringBuilder text = new StringBuilder();
        text.append(table.table()).append(" dt=").append(table.dt()).append(": ");
        switch (result.ending()) {
            case PUBLISHED -> text.append(String.format(Locale.ROOT, "published in %.1f s", nanos / NANOS_PER_SECOND));
            case ALREADY_DONE -> text.append("already done, by ").append(table.jobId());
        }
        text.append(String.format(
                Locale.ROOT,
                ": %s of %s in %s, %s%n",
                Counted.of(table.totals().rowsWritten(), "row"),
                Counted.of(table.sources().size(), "shard"),
                Counted.of(table.files().size(), "file"),
                Amounts.bytes(table.totals().bytes())));
        text.append("  row digest   ").append(table.totals().rowDigest()).append('\n');
        text.append("  value digest ").append(table.totals().valueDigest()).append('\n');
        text.append("  output       ").append(result.output()).append('\n');
        result.twins().stream()
                .limit(MOST_TWINS)
                .forEach(twins -> text.append("  attempts     ").append(twins).append('\n'));
        if (result.twins().size() > MOST_TWINS) {
            text.append("  attempts     and of ")
                    .append(Counted.of(result.twins().size() - MOST_TWINS, "more task"))
                    .append('\n');
        }
        for (LedgerEntry entry : table.ledger()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  ledger       %s: %s with %s written as %s, e.g. at %s%n",
                    entry.column(),
                    Counted.of(entry.count(), "value"),
                    entry.reason(),
                    entry.action(),
                    String.join(", ", entry.sampleKeys())));
        }
        for (Gap gap : table.missing()) {
            text.append("  missing      ").append(gap).append('\n');
        }
        return text.toString();
    }
}
