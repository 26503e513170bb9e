package io.tracker.jobs.parquet;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.convert.CellSink;
import io.tracker.jobs.convert.Ledger;
import io.tracker.jobs.convert.RowConverter;
import io.tracker.jobs.row.BackupRow;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses the columns that get a dictionary by the values of a file's first rows: those in which values come again often enough to pay
 * for the lookup of each. Text pays early; a number is as short as what stands for it in the pages, and costs a lookup all the same.
 *
 * <p>Parquet's library judges by itself, too: after a column's first page, and again in each row group, where a column like a primary
 * key is looked up in vain. Not thread safe.
 */
final class DictionaryChoice {
    private static final int NUMBERS_PER_DISTINCT = 16;
    private static final int TEXTS_PER_DISTINCT = 2;
    private static final Hasher64 HASH = Hashing.xxh3_64();

    private final List<SampledColumn> columns;
    private final RowConverter converter;

    DictionaryChoice(CellPlan plan) {
        this.columns =
                Stream.generate(SampledColumn::new).limit(plan.columns().size()).toList();
        this.converter = new RowConverter(plan, columns, new Ledger());
    }

    /**
     * Looks at one of the first rows.
     *
     * @throws IOException if a value cannot be converted
     */
    void look(BackupRow row) throws IOException {
        converter.convert(row);
    }

    /** Whether a column's values come again. */
    boolean repeats(int column) {
        return columns.get(column).repeats();
    }

    private static final class SampledColumn implements CellSink {
        private final Set<Long> distinct = new HashSet<>();
        private long numbers;
        private long texts;

        boolean repeats() {
            return distinct.size() * (numbers > 0 ? (long) NUMBERS_PER_DISTINCT : TEXTS_PER_DISTINCT)
                    <= numbers + texts;
        }

        @Override
        public void addNull() {}

        @Override
        public void addBoolean(boolean value) {
            addInt64(value ? 1 : 0);
        }

        @Override
        public void addInt32(int value) {
            addInt64(value);
        }

        @Override
        public void addInt64(long value) {
            numbers++;
            distinct.add(value);
        }

        @Override
        public void addFloat(float value) {
            addInt64(Float.floatToRawIntBits(value));
        }

        @Override
        public void addDouble(double value) {
            addInt64(Double.doubleToRawLongBits(value));
        }

        @Override
        public void addBytes(byte[] data, int start, int length) {
            texts++;
            distinct.add(HASH.hashBytesToLong(data, start, length));
        }
    }
}
