package io.tracker.jobs.dump;

import com.github.luben.zstd.ZstdInputStream;
import io.tracker.jobs.convert.ValueDigest;
import io.tracker.jobs.output.RowFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Reads a file of a dump again and recomputes what its writer said of it. It knows the grammar of lines and how many columns there are,
 * nothing else. Memory: one row. Not thread safe.
 */
final class DumpRowReader {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int END = -1;

    private final InputStream input;
    private final int columns;
    private final ValueDigest digest = new ValueDigest();
    private byte[] value = new byte[1 << 10];
    private long rows;

    private DumpRowReader(InputStream input, int columns) {
        this.input = input;
        this.columns = columns;
    }

    static RowFormat.ReadBack read(Path path, DumpPlan plan, Configuration hadoop) throws IOException {
        try (InputStream stored = path.getFileSystem(hadoop).open(path);
                InputStream input = open(stored, plan.options().compression())) {
            return new DumpRowReader(input, plan.columns().size()).readAll();
        } catch (IOException e) {
            throw new IOException("Dump cannot be read back: " + path + ": " + e.getMessage(), e);
        }
    }

    private static InputStream open(InputStream stored, DumpOptions.Compression compression) throws IOException {
        InputStream plain =
                switch (compression) {
                    case NONE -> stored;
                    case GZIP -> new GZIPInputStream(stored, BUFFER_BYTES);
                    case ZSTD -> new ZstdInputStream(stored);
                };
        return new BufferedInputStream(plain, BUFFER_BYTES);
    }

    private RowFormat.ReadBack readAll() throws IOException {
        int next = input.read();
        while (next != END) {
            digest.begin();
            for (int column = 0; column < columns; column++) {
                int end = readField(next);
                boolean last = column == columns - 1;
                if (end != (last ? '\n' : '\t')) {
                    throw new IOException("line " + (rows + 1) + " is not a row of " + columns + " columns: column "
                            + (column + 1) + " ends with " + (end == END ? "the file" : "byte " + end));
                }
                next = input.read();
            }
            digest.end();
            rows++;
        }
        return new RowFormat.ReadBack(rows, digest.value());
    }

    /** Reads a field whose first byte, or what ends it, is known, and returns what ended it. */
    private int readField(int firstByte) throws IOException {
        int length = 0;
        int next = firstByte;
        while (next != '\t' && next != '\n' && next != END) {
            if (next == '\\') {
                int letter = input.read();
                if (letter == 'N' && length == 0) {
                    digest.addNull();
                    return input.read();
                }
                next = plain(letter);
            }
            if (length == value.length) {
                value = Arrays.copyOf(value, 2 * length);
            }
            value[length++] = (byte) next;
            next = input.read();
        }
        digest.addBytes(ValueDigest.Tag.BYTES, value, 0, length);
        return next;
    }

    private int plain(int letter) throws IOException {
        return switch (letter) {
            case '\\' -> '\\';
            case 't', '\t' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '0' -> 0;
            default ->
                throw new IOException("line " + (rows + 1) + " has an escape that no dump has: \\ and "
                        + (letter == END ? "the end of the file" : "byte " + letter));
        };
    }
}
