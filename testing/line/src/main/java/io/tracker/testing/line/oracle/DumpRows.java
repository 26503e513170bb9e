package io.tracker.testing.line.oracle;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The rows of a legacy dump, read by a parser of the oracle's own, in the canonical cells of {@link StoredForm}. */
public final class DumpRows implements Rows {
    private static final int BUFFER_BYTES = 1 << 16;

    private final List<Path> files;
    private final Shape shape;

    /**
     * The rows of a dump's files.
     *
     * @param columns names of the columns in the order of the fields
     * @param expected what they must hold; tells what kinds the columns are of
     */
    public DumpRows(List<Path> files, List<String> columns, Rows expected) throws IOException {
        this.files = List.copyOf(files);
        this.shape = shape(columns, expected);
    }

    /** The shape of fields with these names, whose kinds are those of the columns that they must hold. */
    static Shape shape(List<String> columns, Rows expected) throws IOException {
        Shape wanted = expected.shape();
        List<Column> found = new ArrayList<>();
        for (String name : columns) {
            int index = wanted.names().indexOf(name);
            found.add(
                    index < 0
                            ? new Column(name, Kind.OTHER, "unknown")
                            : wanted.columns().get(index));
        }
        return new Shape(found, found.equals(wanted.columns()) ? wanted.key() : List.of());
    }

    @Override
    public String place() {
        return "dump";
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (Path file : files) {
            try (InputStream bytes = open(file)) {
                DumpParser parser =
                        new DumpParser(bytes, file.toString(), shape.columns().size());
                for (byte[][] fields = parser.next(); fields.length > 0; fields = parser.next()) {
                    visitor.row(cells(shape, fields));
                }
            }
        }
    }

    /** The canonical cells of a line's fields. */
    static byte[][] cells(Shape shape, byte[][] fields) {
        byte[][] cells = new byte[fields.length][];
        for (int i = 0; i < fields.length; i++) {
            cells[i] = fields[i] == null ? null : cell(shape.columns().get(i), fields[i]);
        }
        return cells;
    }

    private static byte[] cell(Column column, byte[] field) {
        return switch (column.kind()) {
            case INTEGER, DECIMAL, YEAR, BIT, DATE, DATETIME, TIMESTAMP, TIME, TEXT, BINARY, JSON, PRINTED, OTHER ->
                field;
            case SET -> set(column, field);
            // The shortest text that restores the FLOAT: read as a FLOAT, it is the same number.
            case FLOAT -> CanonicalCells.number(Float.parseFloat(CanonicalCells.ascii(field)));
            case DOUBLE -> CanonicalCells.number(Double.parseDouble(CanonicalCells.ascii(field)));
            case ENUM -> member(EnumMembers.of(column), field);
            case GEOMETRY -> BackupCells.canonical(column, field, "0");
        };
    }

    /** Where the empty text is a member, the error value is written as 0. */
    private static byte[] member(List<String> members, byte[] field) {
        int empty = members.indexOf("") + 1;
        boolean error = empty > 0 && narrow(field).equals("0") && !members.contains("0");
        return error ? CanonicalCells.member(new byte[0], "0") : CanonicalCells.member(field, Integer.toString(empty));
    }

    /** Where the empty text is a member, a list that begins with it begins with a comma. */
    private static byte[] set(Column column, byte[] field) {
        if (!EnumMembers.of(column).contains("")) {
            return field;
        }
        byte[] comma = ",".getBytes(charset(column.type()));
        boolean led = field.length >= comma.length && Arrays.equals(Arrays.copyOf(field, comma.length), comma);
        return CanonicalCells.set(led ? Arrays.copyOfRange(field, comma.length, field.length) : field, led);
    }

    private static Charset charset(String type) {
        if (type.contains(" utf16le ")) {
            return StandardCharsets.UTF_16LE;
        }
        if (type.contains(" utf32 ")) {
            return Charset.forName("UTF-32BE");
        }
        return type.contains(" ucs2 ") || type.contains(" utf16 ")
                ? StandardCharsets.UTF_16BE
                : StandardCharsets.US_ASCII;
    }

    /** ASCII, whatever the width of the character set's units. */
    private static String narrow(byte[] field) {
        return CanonicalCells.ascii(field).replace("\0", "");
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        String name = file.toString();
        if (name.endsWith(".gz")) {
            return new BufferedInputStream(new GZIPInputStream(bytes, BUFFER_BYTES), BUFFER_BYTES);
        }
        return name.endsWith(".zst") ? new BufferedInputStream(new ZstdInputStream(bytes), BUFFER_BYTES) : bytes;
    }
}
