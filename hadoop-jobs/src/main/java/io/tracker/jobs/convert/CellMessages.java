package io.tracker.jobs.convert;

import io.tracker.jobs.schema.SourceSchema;
import io.tracker.jobs.text.Counted;
import io.tracker.schemas.container.RowCursor;
import java.util.Set;
import java.util.stream.Collectors;

/** What is said of a value that stops a job. */
final class CellMessages {
    private CellMessages() {}

    static String of(
            CellPlan plan,
            PlannedColumn planned,
            int sourceIndex,
            Verdict verdict,
            String key,
            RowCursor row,
            int field) {
        SourceSchema source = plan.schema().sources().get(sourceIndex);
        int others = source.tables().size() - 1;
        return "Value cannot be converted: " + source.tables().get(0)
                + (others == 0 ? "" : " or the same table of " + Counted.of(others, "more shard")) + ", column "
                + planned.column().name() + " (" + planned.column().column().columnType() + "), row " + key + ": "
                + verdict.word() + " (got bytes " + RowKey.hex(row.data(), row.start(field), row.length(field))
                + ", expected " + expected(planned, verdict) + ")" + hint(planned, verdict);
    }

    private static String expected(PlannedColumn planned, Verdict verdict) {
        return switch (verdict) {
            case OK -> throw new IllegalArgumentException("Nothing is wrong with the value");
            case NOT_A_DATE -> "a day of the calendar";
            case INVALID_BYTES -> "valid " + planned.column().column().charset().orElse("text");
            case OUT_OF_RANGE ->
                "a value of " + planned.target().kind()
                        + (planned.target().precision() > 0
                                ? "(" + planned.target().precision() + ","
                                        + planned.target().scale() + ")"
                                : "");
            case OTHER_SRID -> "the SRID of the rows before it";
            case MALFORMED -> "the server's text of that type";
        };
    }

    private static String hint(PlannedColumn planned, Verdict verdict) {
        if (verdict == Verdict.MALFORMED) {
            return "";
        }
        Set<Policy> others = Policy.allowed(planned.column().column().type());
        others.remove(planned.policy());
        if (planned.policy() != Policy.INT64) {
            others.remove(Policy.INT64);
        }
        return others.isEmpty()
                ? ""
                : "; HINT: "
                        + others.stream()
                                .map(policy -> "--policy " + planned.column().name() + "=" + policy.word())
                                .collect(Collectors.joining(" or "));
    }
}
