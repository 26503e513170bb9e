package io.tracker.jobs.parquet;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.convert.PlannedColumn;
import io.tracker.jobs.convert.Target;
import io.tracker.jobs.row.BackupRow;
import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.schemas.container.RowCursor;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the columns that get a dictionary by the values of a file's first rows, as the server sent them: those in which values come
 * again often enough to pay for the lookup of each. Text pays early; a number is as short as what stands for it in the pages, and costs a
 * lookup all the same.
 *
 * <p>Parquet's library judges by itself, too: after a column's first page, and again in each row group, where a column like a primary
 * key is looked up in vain. Not thread safe.
 */
final class DictionaryChoice {
    private static final int NUMBERS_A_DISTINCT = 16;
    private static final int TEXTS_A_DISTINCT = 2;
    private static final Hasher64 HASH = Hashing.xxh3_64();

    private final List<SampledColumn> columns;

    DictionaryChoice(CellPlan plan) {
        this.columns = plan.columns().stream().map(SampledColumn::new).toList();
    }

    /** Looks at one of the first rows. */
    void look(BackupRow row) {
        for (SampledColumn column : columns) {
            column.look(row);
        }
    }

    /** Whether a column's values come again. */
    boolean repeats(int column) {
        return columns.get(column).repeats();
    }

    /** Counts distinct values by the bits that their hashes set: with many more bits than values, few set the same. */
    private static final class SampledColumn {
        private static final int BITS = 1 << 16;

        private final List<Optional<UnifiedColumn.Origin>> origins;
        private final int valuesADistinct;
        private final BitSet seen = new BitSet(BITS);
        private long values;

        SampledColumn(PlannedColumn planned) {
            Target.Kind kind = planned.target().kind();
            this.origins = planned.column().origins();
            this.valuesADistinct = kind == Target.Kind.STRING || kind == Target.Kind.JSON || kind == Target.Kind.BYTES
                    ? TEXTS_A_DISTINCT
                    : NUMBERS_A_DISTINCT;
        }

        void look(BackupRow row) {
            RowCursor cursor = row.cursor();
            Optional<UnifiedColumn.Origin> origin = origins.get(row.source());
            if (origin.isEmpty() || cursor.isNull(origin.get().field())) {
                return;
            }
            int field = origin.get().field();
            long hash = HASH.hashBytesToLong(cursor.data(), cursor.start(field), cursor.length(field));
            seen.set((int) (hash & (BITS - 1)));
            values++;
        }

        boolean repeats() {
            return (long) seen.cardinality() * valuesADistinct <= values;
        }
    }
}
