package io.tracker.jobs.parquet;

import io.tracker.jobs.row.BackupRow;
import io.tracker.jobs.schema.SourceSchema;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.layout.RowLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Copies of a file's first rows, until its layout has been chosen by them. Memory: {@link #MOST_BYTES}. Not thread safe. */
final class FirstRows {
    private static final int MOST_ROWS = 8192;
    private static final int MOST_BYTES = 4 << 20;

    private final List<SourceSchema> sources;
    private final List<Copy> rows = new ArrayList<>();
    private long bytes;

    /** A row's encoded bytes, and which source schema they follow. */
    private record Copy(byte[] encoded, int source) {}

    /** Takes a row. */
    interface Taker {
        void take(BackupRow row) throws IOException;
    }

    FirstRows(List<SourceSchema> sources) {
        this.sources = sources;
    }

    void add(BackupRow row) {
        RowCursor cursor = row.cursor();
        byte[] encoded = new byte[cursor.rowLength()];
        System.arraycopy(cursor.data(), cursor.rowStart(), encoded, 0, encoded.length);
        rows.add(new Copy(encoded, row.source()));
        bytes += encoded.length;
    }

    /** Whether there is room for another row; if not, they are enough to choose by. A large row is never copied. */
    boolean hasRoom(BackupRow row) {
        return rows.size() < MOST_ROWS && bytes + row.cursor().rowLength() <= MOST_BYTES;
    }

    long bytes() {
        return bytes;
    }

    /** Gives them back in their order. */
    void replay(Taker taker) throws IOException {
        RowCursor[] cursors = new RowCursor[sources.size()];
        for (Copy row : rows) {
            int source = row.source();
            if (cursors[source] == null) {
                cursors[source] = new RowCursor(RowLayout.of(sources.get(source).schema()));
            }
            cursors[source].parse(row.encoded(), 0, row.encoded().length);
            taker.take(new BackupRow(cursors[source], source));
        }
    }
}
