package io.tracker.bench.peers;

import com.github.luben.zstd.Zstd;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * What it would save to lay the cells of a block out column by column: the blocks of a backup, compressed as they are and after their
 * cells have been put in the order of columns, in turns, on one thread. A column is a length for each row (0 for NULL, else one more than the
 * bytes), then the bytes.
 */
public final class BlockLayouts {
    private static final int LEVEL = 1;
    private static final int WARM_UP = 3;
    private static final long MOST_BYTES = 256L << 20;

    private final boolean[] nullable;
    private final List<Block> blocks;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private byte[] frame = new byte[0];
    private byte[] content = new byte[0];
    private int at;
    private final Column[] columns;

    /** Rows as the agent encoded them. */
    private record Block(byte[] rows, int count) {}

    private BlockLayouts(boolean[] nullable, List<Block> blocks) {
        this.nullable = nullable.clone();
        this.blocks = List.copyOf(blocks);
        this.columns = Stream.generate(Column::new).limit(nullable.length).toArray(Column[]::new);
    }

    /** Folder of backup objects, and how many rounds; prints a line of a Markdown table for each layout. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BlockLayouts layouts = read(Path.of(arguments[0]));
        int rounds = Integer.parseInt(arguments[1]);
        List<double[]> byRow = new ArrayList<>();
        List<double[]> byColumn = new ArrayList<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            double[] one = layouts.measure(false);
            double[] other = layouts.measure(true);
            if (round >= 0) {
                byRow.add(one);
                byColumn.add(other);
            }
        }
        out.println(line("rows, as now", byRow));
        out.println(line("columns", byColumn));
    }

    private static BlockLayouts read(Path folder) throws IOException {
        List<Path> objects;
        try (Stream<Path> files = Files.walk(folder)) {
            objects = files.filter(file -> file.toString().endsWith(".avro"))
                    .sorted()
                    .toList();
        }
        List<Block> blocks = new ArrayList<>();
        boolean[] nullable = new boolean[0];
        long bytes = 0;
        for (Path object : objects) {
            try (DataFileStream<GenericRecord> file = new DataFileStream<>(
                    new BufferedInputStream(Files.newInputStream(object)), new GenericDatumReader<>())) {
                List<Schema.Field> fields = file.getSchema().getFields();
                nullable = new boolean[fields.size()];
                for (int i = 0; i < nullable.length; i++) {
                    nullable[i] = fields.get(i).schema().isUnion();
                }
                while (bytes < MOST_BYTES && file.hasNext()) {
                    int count = Math.toIntExact(file.getBlockCount());
                    ByteBuffer rows = file.nextBlock();
                    byte[] copy = new byte[rows.remaining()];
                    rows.get(copy);
                    blocks.add(new Block(copy, count));
                    bytes += copy.length;
                }
            }
        }
        if (blocks.isEmpty()) {
            throw new IOException(
                    "No backup objects are in " + folder + " (got " + objects.size() + " files, no blocks)");
        }
        return new BlockLayouts(nullable, blocks);
    }

    /** Stored bytes a byte of rows; nanoseconds of CPU a byte, which are seconds a GB, to write; and to read. */
    private double[] measure(boolean byColumn) throws IOException {
        long rowBytes = 0;
        long stored = 0;
        long writing = 0;
        long reading = 0;
        for (Block block : blocks) {
            long begin = threads.getCurrentThreadCpuTime();
            int length = byColumn ? transpose(block) : block.rows.length;
            byte[] source = byColumn ? content : block.rows;
            long most = Zstd.compressBound(length);
            frame = frame.length < most ? new byte[Math.toIntExact(most)] : frame;
            long size = checked(Zstd.compressByteArray(frame, 0, frame.length, source, 0, length, LEVEL));
            long middle = threads.getCurrentThreadCpuTime();
            content = content.length < length ? new byte[length] : content;
            checked(Zstd.decompressByteArray(content, 0, length, frame, 0, (int) size));
            long seen = byColumn ? walkColumns(block.count) : walkRows(block.count);
            reading += threads.getCurrentThreadCpuTime() - middle;
            writing += middle - begin;
            rowBytes += block.rows.length;
            stored += size;
            if (seen != valueBytes(block)) {
                throw new IOException("Cells are lost: " + seen + " bytes of " + valueBytes(block));
            }
        }
        return new double[] {(double) stored / rowBytes, writing / (double) rowBytes, reading / (double) rowBytes};
    }

    /** Puts a block's cells in the order of columns, into {@link #content}; returns its length. */
    private int transpose(Block block) {
        for (Column column : columns) {
            column.clear();
        }
        at = 0;
        for (int row = 0; row < block.count; row++) {
            for (int field = 0; field < columns.length; field++) {
                if (nullable[field] && block.rows[at++] == 0) {
                    columns[field].addNull();
                    continue;
                }
                int length = varint(block.rows) >>> 1;
                columns[field].add(block.rows, at, length);
                at += length;
            }
        }
        int needed = 0;
        for (Column column : columns) {
            needed += column.length();
        }
        content = content.length < needed ? new byte[needed] : content;
        int end = 0;
        for (Column column : columns) {
            end = column.putInto(content, end);
        }
        return end;
    }

    private long walkRows(int count) {
        long seen = 0;
        at = 0;
        for (int row = 0; row < count; row++) {
            for (boolean mayBeNull : nullable) {
                if (mayBeNull && content[at++] == 0) {
                    continue;
                }
                int length = varint(content) >>> 1;
                seen += length;
                at += length;
            }
        }
        return seen;
    }

    private long walkColumns(int count) {
        long seen = 0;
        at = 0;
        for (int field = 0; field < columns.length; field++) {
            int bytes = 0;
            for (int row = 0; row < count; row++) {
                int length = varint(content);
                bytes += Math.max(0, length - 1);
            }
            seen += bytes;
            at += bytes;
        }
        return seen;
    }

    private int varint(byte[] bytes) {
        int value = 0;
        int shift = 0;
        byte part;
        do {
            part = bytes[at++];
            value |= (part & 0x7f) << shift;
            shift += 7;
        } while (part < 0);
        return value;
    }

    private long valueBytes(Block block) {
        byte[] before = content;
        content = block.rows;
        long bytes = walkRows(block.count);
        content = before;
        return bytes;
    }

    private static long checked(long result) throws IOException {
        if (Zstd.isError(result)) {
            throw new IOException("zstd fails: " + Zstd.getErrorName(result));
        }
        return result;
    }

    private static String line(String name, List<double[]> rounds) {
        StringBuilder line = new StringBuilder("| " + name);
        line.append(String.format(Locale.ROOT, " | %.3f", rounds.get(0)[0]));
        for (int figure : List.of(1, 2)) {
            Spread spread =
                    Spread.of(rounds.stream().map(round -> round[figure]).toList());
            line.append(
                    String.format(Locale.ROOT, " | %.2f (%.2f–%.2f)", spread.median(), spread.least(), spread.most()));
        }
        return line.append(" |").toString();
    }

    /** Lengths and bytes of a column, in buffers that grow. */
    private static final class Column {
        private byte[] lengths = new byte[1 << 12];
        private byte[] bytes = new byte[1 << 12];
        private int lengthsEnd;
        private int bytesEnd;

        void clear() {
            lengthsEnd = 0;
            bytesEnd = 0;
        }

        void addNull() {
            putLength(0);
        }

        void add(byte[] from, int offset, int length) {
            putLength(length + 1);
            if (bytes.length < bytesEnd + length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, bytesEnd + length));
            }
            System.arraycopy(from, offset, bytes, bytesEnd, length);
            bytesEnd += length;
        }

        int length() {
            return lengthsEnd + bytesEnd;
        }

        int putInto(byte[] target, int at) {
            System.arraycopy(lengths, 0, target, at, lengthsEnd);
            System.arraycopy(bytes, 0, target, at + lengthsEnd, bytesEnd);
            return at + length();
        }

        private void putLength(int length) {
            if (lengths.length < lengthsEnd + 5) {
                lengths = Arrays.copyOf(lengths, 2 * lengths.length);
            }
            int rest = length;
            while (rest > 0x7f) {
                lengths[lengthsEnd++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            lengths[lengthsEnd++] = (byte) rest;
        }
    }
}
