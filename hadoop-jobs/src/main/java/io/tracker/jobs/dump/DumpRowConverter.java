package io.tracker.jobs.dump;

import io.tracker.jobs.convert.EnumErrors;
import io.tracker.jobs.convert.Ledger;
import io.tracker.jobs.convert.RowKey;
import io.tracker.jobs.convert.UnconvertibleCellException;
import io.tracker.jobs.convert.Verdict;
import io.tracker.jobs.schema.SourceSchema;
import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.schemas.container.RowCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes lines of the rows of one source schema. Not thread safe. */
final class DumpRowConverter {
    private static final int ABSENT = -1;
    private static final byte[] ENUM_ERROR = DumpColumn.ENUM_ERROR.getBytes(StandardCharsets.US_ASCII);

    private final DumpPlan plan;
    private final SourceSchema source;
    private final Ledger ledger;
    private final RowKey key;
    private final int[] fields;
    private final DumpCell[] cells;
    private final EnumErrors[] enums;

    DumpRowConverter(DumpPlan plan, int source, Ledger ledger) throws IOException {
        this.plan = plan;
        this.source = plan.schema().sources().get(source);
        this.ledger = ledger;
        this.key = new RowKey(this.source.schema());
        int count = plan.columns().size();
        this.fields = new int[count];
        this.cells = new DumpCell[count];
        this.enums = new EnumErrors[count];
        for (int i = 0; i < count; i++) {
            DumpColumn column = plan.columns().get(i);
            Optional<UnifiedColumn.Origin> origin = column.column().origins().get(source);
            fields[i] = origin.map(UnifiedColumn.Origin::field).orElse(ABSENT);
            if (origin.isPresent()) {
                cells[i] = DumpCells.of(origin.get().column(), column);
                enums[i] = new EnumErrors(origin.get());
            }
        }
    }

    void convert(RowCursor row, DumpLine line) throws IOException {
        byte[] data = row.data();
        for (int i = 0; i < fields.length; i++) {
            int field = fields[i];
            if (field == ABSENT || row.isNull(field)) {
                line.addNull();
                continue;
            }
            int start = row.start(field);
            int length = row.length(field);
            if (length == 0 && enums[i].isError(row)) {
                addEnumError(i, row, line);
                continue;
            }
            Verdict verdict = cells[i].add(data, start, length, line);
            if (verdict != Verdict.OK) {
                throw new UnconvertibleCellException(
                        prefix(i, row) + verdict.word() + " (got bytes " + RowKey.hex(data, start, length) + ")");
            }
        }
    }

    private void addEnumError(int i, RowCursor row, DumpLine line) throws UnconvertibleCellException {
        DumpColumn column = plan.columns().get(i);
        if (!column.tellsErrorFromEmpty()) {
            line.add(ENUM_ERROR, 0, 0);
            ledger.add(column.column().name(), "enum-error", "empty-text", () -> key.of(row));
            return;
        }
        if (column.column().column().type().members().contains(DumpColumn.ENUM_ERROR)) {
            throw new UnconvertibleCellException(
                    prefix(i, row) + "the ENUM's error value has no text of its own, for '' and '0' are members");
        }
        line.add(ENUM_ERROR, 0, ENUM_ERROR.length);
        ledger.add(column.column().name(), "enum-error", "0", () -> key.of(row));
    }

    private String prefix(int i, RowCursor row) {
        DumpColumn column = plan.columns().get(i);
        int others = source.tables().size() - 1;
        return "Value cannot be dumped: " + source.tables().get(0)
                + (others == 0 ? "" : " or the same table of " + others + " more shards") + ", column "
                + column.column().name() + " (" + column.column().column().columnType() + "), row " + key.of(row)
                + ": ";
    }
}
