package io.tracker.jobs.dump;

import io.tracker.jobs.convert.Ledger;
import io.tracker.jobs.convert.Lookalikes;
import io.tracker.jobs.convert.RowKey;
import io.tracker.jobs.convert.UnconvertibleCellException;
import io.tracker.jobs.convert.Verdict;
import io.tracker.jobs.schema.SourceSchema;
import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.jobs.text.Counted;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.types.CapturedColumn;
import java.io.IOException;
import java.util.Optional;

/** Makes lines of the rows of one source schema. Not thread safe. */
final class DumpRowConverter {
    private static final int ABSENT = -1;

    private final DumpPlan plan;
    private final SourceSchema source;
    private final Ledger ledger;
    private final RowKey key;
    private final int[] fields;
    private final DumpCell[] cells;
    private final CapturedColumn[] declared;
    private final Lookalikes[] lookalikes;

    DumpRowConverter(DumpPlan plan, int source, Ledger ledger) throws IOException {
        this.plan = plan;
        this.source = plan.schema().sources().get(source);
        this.ledger = ledger;
        this.key = new RowKey(this.source.schema());
        int count = plan.columns().size();
        this.fields = new int[count];
        this.cells = new DumpCell[count];
        this.declared = new CapturedColumn[count];
        this.lookalikes = new Lookalikes[count];
        for (int i = 0; i < count; i++) {
            DumpColumn column = plan.columns().get(i);
            Optional<UnifiedColumn.Origin> origin = column.column().origins().get(source);
            fields[i] = origin.map(UnifiedColumn.Origin::field).orElse(ABSENT);
            if (origin.isPresent()) {
                cells[i] = DumpCells.of(origin.get().column(), column);
                declared[i] = origin.get().column();
                lookalikes[i] = new Lookalikes(origin.get());
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
            Lookalikes.Meaning meaning = lookalikes[i].of(row, length);
            Verdict verdict = meaning == Lookalikes.Meaning.ITSELF
                    ? cells[i].add(data, start, length, line)
                    : addLookalike(i, meaning, row, line);
            if (verdict != Verdict.OK) {
                throw new UnconvertibleCellException(
                        prefix(i, row) + verdict.word() + " (got bytes " + RowKey.hex(data, start, length) + ")");
            }
        }
    }

    private Verdict addLookalike(int i, Lookalikes.Meaning meaning, RowCursor row, DumpLine line)
            throws UnconvertibleCellException {
        UnifiedColumn column = plan.columns().get(i).column();
        StandIn standIn = StandIn.of(meaning, column.column());
        if (standIn.isAMemberOf(column.column())) {
            throw new UnconvertibleCellException(
                    prefix(i, row) + "the ENUM's error value has no text of its own, for '' and '0' are members");
        }
        ledger.add(column.name(), meaning.word(), standIn.word(meaning), () -> key.of(row));
        byte[] text = standIn.and(row.data(), row.start(fields[i]), row.length(fields[i]), declared[i]);
        return cells[i].add(text, 0, text.length, line);
    }

    private String prefix(int i, RowCursor row) {
        DumpColumn column = plan.columns().get(i);
        int others = source.tables().size() - 1;
        return "Value cannot be dumped: " + source.tables().get(0)
                + (others == 0 ? "" : " or the same table of " + Counted.of(others, "more shard")) + ", column "
                + column.column().name() + " (" + column.column().column().columnType() + "), row " + key.of(row)
                + ": ";
    }
}
