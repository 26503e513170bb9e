package io.tracker.testing.line.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * The rows of a backup, read by Avro's own reader, range by range as a mapper would, while sizes, CRC32C, row counts and sync markers are
 * compared with the manifest.
 */
public final class BackupRows implements Rows {
    private final Lake lake;
    private final BackupManifest manifest;

    public BackupRows(Lake lake, BackupManifest manifest) {
        this.lake = lake;
        this.manifest = manifest;
    }

    @Override
    public String place() {
        return "backup";
    }

    @Override
    public Shape shape() {
        return manifest.shape();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        Set<String> keys = new HashSet<>();
        long rows = 0;
        for (JsonNode object : manifest.objects()) {
            String key = object.path("key").asText();
            require("object is named once", key, keys.add(key), true);
            rows += readObject(object, key, visitor);
        }
        require("rows of the table", manifest.key(), rows, manifest.rows());
    }

    private long readObject(JsonNode object, String key, Visitor visitor) throws IOException {
        long rows = 0;
        try (InputStream bytes = lake.open(key)) {
            byte[] header = bytes.readNBytes(object.at("/header/length").intValue());
            require(
                    "header's CRC32C",
                    key,
                    crc32c(header),
                    object.at("/header/crc32c").longValue());
            byte[] sync = HexFormat.of().parseHex(object.path("sync").asText());
            require(
                    "sync marker",
                    key,
                    Arrays.equals(header, header.length - sync.length, header.length, sync, 0, sync.length),
                    true);
            long position = header.length;
            for (JsonNode range : object.path("ranges")) {
                require("begin of a range", key, range.path("offset").longValue(), position);
                rows += readRange(bytes, header, range, key, visitor);
                position += range.path("length").longValue();
            }
            require(
                    "size of the object",
                    key,
                    position + bytes.readAllBytes().length,
                    object.path("bytes").longValue());
        }
        require("rows of the object", key, rows, object.path("rows").longValue());
        return rows;
    }

    /** A range is whole blocks: behind the header it is a file of its own to any reader of Avro. */
    private long readRange(InputStream bytes, byte[] header, JsonNode range, String key, Visitor visitor)
            throws IOException {
        String at = key + " range at " + range.path("offset").longValue();
        byte[] stored = bytes.readNBytes(range.path("length").intValue());
        require("bytes", at, stored.length, range.path("length").intValue());
        CheckedInputStream checked = new CheckedInputStream(new ByteArrayInputStream(stored), new CRC32C());
        checked.transferTo(java.io.OutputStream.nullOutputStream());
        require(
                "CRC32C",
                at,
                checked.getChecksum().getValue(),
                range.path("crc32c").longValue());
        long rows = 0;
        try (DataFileStream<GenericRecord> file = new DataFileStream<>(
                new SequenceInputStream(new ByteArrayInputStream(header), new ByteArrayInputStream(stored)),
                new GenericDatumReader<>())) {
            BackupCells cells = new BackupCells(file.getSchema(), manifest.shape());
            GenericRecord record = null;
            while (file.hasNext()) {
                record = file.next(record);
                visitor.row(cells.of(record));
                rows++;
            }
        }
        require("rows", at, rows, range.path("rows").longValue());
        return rows;
    }

    private static long crc32c(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }

    private static void require(String what, String where, Object got, Object expected) throws MismatchException {
        if (!String.valueOf(got).equals(String.valueOf(expected))) {
            throw new MismatchException("Backup is not what its manifest says: " + what + ": " + where + " (got " + got
                    + ", expected " + expected + ")");
        }
    }
}
