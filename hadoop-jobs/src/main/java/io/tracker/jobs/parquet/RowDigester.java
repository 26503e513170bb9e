package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.ValueDigest;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Adds each row that Parquet's library assembles to a digest. Its rows are nothing but {@code true}. Not thread safe. */
final class RowDigester extends RecordMaterializer<Boolean> {
    private final ReadCell[] cells;
    private final ValueDigest digest;
    private final GroupConverter root = new GroupConverter() {
        @Override
        public Converter getConverter(int field) {
            return cells[field];
        }

        @Override
        public void start() {
            for (ReadCell cell : cells) {
                cell.clear();
            }
        }

        @Override
        public void end() {
            digest.begin();
            for (ReadCell cell : cells) {
                cell.addTo(digest);
            }
            digest.end();
        }
    };

    RowDigester(MessageType schema, ValueDigest digest) {
        this.cells = new ReadCell[schema.getFieldCount()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new ReadCell(schema.getType(i).asPrimitiveType());
        }
        this.digest = digest;
    }

    @Override
    public Boolean getCurrentRecord() {
        return Boolean.TRUE;
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }
}
