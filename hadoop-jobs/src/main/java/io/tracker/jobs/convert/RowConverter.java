package io.tracker.jobs.convert;

import io.tracker.jobs.row.BackupRow;
import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.schemas.container.RowCursor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Converts rows of any source schema to typed values, one call to each column's sink a row, in the columns' order.
 *
 * <p>Not thread safe.
 */
public final class RowConverter {
    private final CellPlan plan;
    private final List<? extends CellSink> sinks;
    private final List<Srid> srids;
    private final Ledger ledger;
    private final SourceConverter[] sources;

    /**
     * A converter.
     *
     * @param sinks one for each column of the plan
     * @param ledger counts what cannot be held
     */
    public RowConverter(CellPlan plan, List<? extends CellSink> sinks, Ledger ledger) {
        this.plan = plan;
        this.sinks = List.copyOf(sinks);
        this.srids = plan.columns().stream()
                .map(column -> column.policy() == Policy.BINARY ? Srid.inEachValue() : Srid.ofColumn())
                .toList();
        this.ledger = ledger;
        this.sources = new SourceConverter[plan.schema().sources().size()];
    }

    /**
     * Converts a row.
     *
     * @throws UnconvertibleCellException if a value cannot be converted; some sinks have been called then
     */
    public void convert(BackupRow row) throws IOException {
        SourceConverter source = sources[row.source()];
        if (source == null) {
            source = new SourceConverter(row.source());
            sources[row.source()] = source;
        }
        source.convert(row.cursor());
    }

    /** Of a geometry column, the SRID of the rows so far. */
    public Srid srid(int column) {
        return srids.get(column);
    }

    /** A mapper meets few of the schemas, so their converters are made when they are. */
    private final class SourceConverter {
        private static final int ABSENT = -1;

        private final int index;
        private final RowKey key;
        private final int[] fields;
        private final Lookalikes[] lookalikes;
        private final CellConverter[] converters;

        private SourceConverter(int index) throws IOException {
            this.index = index;
            this.key = new RowKey(plan.schema().sources().get(index).schema());
            int count = plan.columns().size();
            this.fields = new int[count];
            this.lookalikes = new Lookalikes[count];
            this.converters = new CellConverter[count];
            for (int i = 0; i < count; i++) {
                PlannedColumn planned = plan.columns().get(i);
                Optional<UnifiedColumn.Origin> origin =
                        planned.column().origins().get(index);
                fields[i] = origin.map(UnifiedColumn.Origin::field).orElse(ABSENT);
                if (origin.isPresent()) {
                    lookalikes[i] = new Lookalikes(origin.get());
                    converters[i] = CellConverters.of(origin.get().column(), planned.target(), srids.get(i));
                }
            }
        }

        private void convert(RowCursor row) throws IOException {
            byte[] data = row.data();
            for (int i = 0; i < fields.length; i++) {
                int field = fields[i];
                if (field == ABSENT || row.isNull(field)) {
                    sinks.get(i).addNull();
                    continue;
                }
                int start = row.start(field);
                int length = row.length(field);
                Verdict verdict = converters[i].convert(data, start, length, sinks.get(i));
                if (verdict != Verdict.OK) {
                    resolve(i, verdict, row);
                } else {
                    noteLookalike(i, lookalikes[i].of(row, length), row);
                }
            }
        }

        private void noteLookalike(int column, Lookalikes.Meaning meaning, RowCursor row) {
            if (meaning != Lookalikes.Meaning.ITSELF) {
                String name = plan.columns().get(column).column().name();
                ledger.add(name, meaning.word(), meaning.asPrinted(), () -> key.of(row));
            }
        }

        private void resolve(int column, Verdict verdict, RowCursor row) throws UnconvertibleCellException {
            PlannedColumn planned = plan.columns().get(column);
            int field = fields[column];
            switch (verdict == Verdict.MALFORMED ? Policy.FAIL : planned.policy()) {
                case NULL -> sinks.get(column).addNull();
                case STRING, BINARY -> sinks.get(column).addBytes(row.data(), row.start(field), row.length(field));
                case FAIL, INT64 ->
                    throw new UnconvertibleCellException(
                            CellMessages.of(plan, planned, index, verdict, key.of(row), row, field));
            }
            ledger.add(planned.column().name(), verdict.word(), planned.policy().word(), () -> key.of(row));
        }
    }
}
