package io.tracker.jobs.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.luben.zstd.ZstdInputStream;
import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;

/** A dump of a table. */
final class DumpFile {
    private final byte[] content;
    private final RowFormat.Written written;

    private DumpFile(byte[] content, RowFormat.Written written) {
        this.content = content;
        this.written = written;
    }

    /** Dumps a table and proves that what is read back has the same digest. */
    static DumpFile of(BackupTable table, Path folder, Map<String, String> options) throws IOException {
        Conversion conversion = table.conversion(options);
        DumpFormat format = new DumpFormat();
        Path path = folder.resolve("part-" + System.nanoTime() + format.suffix(conversion));
        Configuration hadoop = new Configuration(false);
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(path.toUri());
        RowFormat.Written written;
        try (RowWriter writer = format.create(file, conversion, hadoop)) {
            table.writeTo(writer, 0);
            written = writer.commit();
        }
        assertEquals(Files.size(path), written.bytes(), "bytes");
        RowFormat.ReadBack back = format.readBack(file, conversion, hadoop);
        assertEquals(written.rows(), back.rows(), "rows read back");
        assertEquals(written.valueDigest(), back.valueDigest(), "digest read back");
        try (InputStream stored = Files.newInputStream(path);
                InputStream plain = path.toString().endsWith(".gz")
                        ? new GZIPInputStream(stored)
                        : path.toString().endsWith(".zst") ? new ZstdInputStream(stored) : stored) {
            return new DumpFile(plain.readAllBytes(), written);
        }
    }

    /** Its file, unpacked. */
    byte[] content() {
        return content;
    }

    /** What its writer said of it. */
    RowFormat.Written written() {
        return written;
    }

    /** The file as text, byte by byte. */
    String text() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    /** One column's values as another parser reads them, in hex; NULL for NULL. */
    List<String> hex(int column) {
        return DumpText.parse(content).stream()
                .map(row -> row.get(column))
                .map(value -> value == null ? "NULL" : HexFormat.of().formatHex(value))
                .toList();
    }
}
