package io.tracker.jobs.charset;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The tables of the character sets that Java lacks or decodes otherwise than the servers. They were measured on a server by its CONVERT, not
 * taken from a standard; a test compares every code with both servers.
 *
 * <p>The resource: gzip; a count of four bytes, then each set's name and its {@link CodeTable}.
 */
final class CodeTables {
    static final String RESOURCE = "code-tables.gz";

    private CodeTables() {}

    /** The table of a character set; empty if there is none. Read at the first call. */
    static Optional<CodeTable> of(String charset) {
        return Optional.ofNullable(Loaded.TABLES.get(charset));
    }

    /** 2 MB that only jobs with such text need. */
    private static final class Loaded {
        private static final Map<String, CodeTable> TABLES = load();

        private static Map<String, CodeTable> load() {
            try (InputStream resource = CodeTables.class.getResourceAsStream(RESOURCE)) {
                if (resource == null) {
                    throw new IllegalStateException("Tables of character sets are not in the jar: " + RESOURCE);
                }
                return Map.copyOf(read(resource));
            } catch (IOException e) {
                throw new UncheckedIOException("Tables of character sets cannot be read: " + RESOURCE, e);
            }
        }
    }

    static SortedMap<String, CodeTable> read(InputStream resource) throws IOException {
        SortedMap<String, CodeTable> tables = new TreeMap<>();
        try (DataInputStream input = new DataInputStream(new BufferedInputStream(new GZIPInputStream(resource)))) {
            int count = input.readInt();
            for (int i = 0; i < count; i++) {
                tables.put(input.readUTF(), CodeTable.read(input));
            }
        }
        return tables;
    }

    static void write(SortedMap<String, CodeTable> tables, OutputStream resource) throws IOException {
        try (DataOutputStream output = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(resource)))) {
            output.writeInt(tables.size());
            for (Map.Entry<String, CodeTable> table : tables.entrySet()) {
                output.writeUTF(table.getKey());
                table.getValue().write(output);
            }
        }
    }
}
