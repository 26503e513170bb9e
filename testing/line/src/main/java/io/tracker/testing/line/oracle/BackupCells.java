package io.tracker.testing.line.oracle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Turns the records of a backup, whose fields hold the server's text-protocol values, into canonical cells. */
final class BackupCells {
    private static final String COLUMN = "tracker.column";
    private static final String PART = "tracker.part";
    private static final int SRID_BYTES = 4;

    private final List<Column> columns;
    private final int[] valueFields;
    private final int[] indexFields;

    BackupCells(Schema schema, Shape shape) throws MismatchException {
        this.columns = shape.columns();
        this.valueFields = new int[columns.size()];
        this.indexFields = new int[columns.size()];
        Arrays.fill(valueFields, -1);
        Arrays.fill(indexFields, -1);
        for (Schema.Field field : schema.getFields()) {
            int column = shape.names().indexOf(field.getProp(COLUMN));
            if (column < 0) {
                throw new MismatchException("Backup has a field without a column: " + field.name());
            }
            int[] target = "value".equals(field.getProp(PART)) ? valueFields : indexFields;
            target[column] = field.pos();
        }
        for (int i = 0; i < valueFields.length; i++) {
            if (valueFields[i] < 0) {
                throw new MismatchException(
                        "Backup has no field for a column: " + columns.get(i).name());
            }
        }
    }

    byte[][] of(GenericRecord record) {
        byte[][] cells = new byte[valueFields.length][];
        for (int i = 0; i < cells.length; i++) {
            byte[] value = bytes(record.get(valueFields[i]));
            String index = indexFields[i] < 0 ? "0" : text(record.get(indexFields[i]));
            cells[i] = value == null ? null : canonical(columns.get(i), value, index);
        }
        return cells;
    }

    /** The canonical cell of a text-protocol value. */
    static byte[] canonical(Column column, byte[] value, String enumIndex) {
        return switch (column.kind()) {
            case INTEGER, DECIMAL, YEAR, DATE, DATETIME, TIMESTAMP, TIME, TEXT, BINARY, OTHER, JSON, PRINTED -> value;
            case FLOAT, DOUBLE -> CanonicalCells.number(Double.parseDouble(CanonicalCells.ascii(value)));
            case BIT -> CanonicalCells.ascii(new BigInteger(1, value).toString());
            case SET -> {
                int empty = EnumMembers.of(column).indexOf("");
                yield empty < 0 ? value : CanonicalCells.set(value, enumIndex, empty);
            }
            case ENUM -> CanonicalCells.member(value, enumIndex);
            case GEOMETRY -> geometry(value);
        };
    }

    /** The server sends four bytes of SRID, least significant first, before the well-known binary. */
    private static byte[] geometry(byte[] value) {
        long srid = Integer.toUnsignedLong(
                ByteBuffer.wrap(value).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt());
        return CanonicalCells.geometry(srid, Arrays.copyOfRange(value, SRID_BYTES, value.length));
    }

    private static String text(Object field) {
        byte[] bytes = bytes(field);
        return bytes == null ? "NULL" : CanonicalCells.ascii(bytes);
    }

    private static byte[] bytes(Object field) {
        if (field == null) {
            return null;
        }
        ByteBuffer buffer = (ByteBuffer) field;
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
