package io.tracker.jobs.cli;

import io.tracker.jobs.ConvertPreview;
import io.tracker.jobs.input.SplitPlan;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.Gap;
import io.tracker.jobs.text.Counted;

/**
 * What a conversion would do, for people.
 *
 * @param preview what is told
 * @param nanos how long planning took
 */
record PreviewText(ConvertPreview preview, long nanos) {
    private static final double NANOS_PER_SECOND = 1e9;

    String text() {
        ConversionPlan plan = preview.plan();
        SplitPlan splits = preview.splits();
        StringBuilder text = new StringBuilder();
        text.append(plan.title())
                .append(preview.published() ? ": already done: " : ": would convert ")
                .append(Counted.of(plan.rows(), "row"))
                .append(" of ")
                .append(Counted.of(plan.manifests().size(), "shard"))
                .append(", ")
                .append(Amounts.bytes(preview.storedBytes()))
                .append(" in ")
                .append(Counted.of(splits.objects(), "object"))
                .append('\n');
        text.append("  schemas      ")
                .append(Amounts.count(plan.conversion().sources().size()))
                .append(", unified to ")
                .append(Counted.of(plan.columns().size(), "column"))
                .append('\n');
        text.append("  mappers      ")
                .append(Amounts.count(splits.splits()))
                .append(", which read ")
                .append(Amounts.bytes(splits.smallest()))
                .append(" to ")
                .append(Amounts.bytes(splits.largest()))
                .append(" each, ")
                .append(Amounts.bytes(splits.mean()))
                .append(" on average\n");
        text.append("  files        ")
                .append(Amounts.count(splits.splits()))
                .append(
                        preview.fileBytes() == Long.MAX_VALUE
                                ? ", one a mapper"
                                : " or more: a mapper begins another one at " + Amounts.bytes(preview.fileBytes()))
                .append('\n');
        text.append("  output       ").append(preview.output()).append('\n');
        for (Gap gap : plan.allowedGaps()) {
            text.append("  missing      ").append(gap).append('\n');
        }
        return text.append(String.format(java.util.Locale.ROOT, "  planned in   %.1f s%n", nanos / NANOS_PER_SECOND))
                .toString();
    }
}
