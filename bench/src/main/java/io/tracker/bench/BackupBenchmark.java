package io.tracker.bench;

import io.tracker.schemas.container.BackupObjectWriter;
import io.tracker.schemas.container.BackupRangeReader;
import io.tracker.schemas.container.ContainerOptions;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.digest.RowDigest;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The inner loops of a backup: encode, digest, compress, and back. One operation is one row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class BackupBenchmark {
    /** Rows an invocation. */
    public static final int ROWS = 20_000;

    /** What the rows are made of. */
    @Param({"CALLS", "WIDE", "NARROW"})
    public String kind;

    private SampleRows sample;
    private RowLayout layout;
    private byte[][][] rows;
    private byte[] written;
    private ManifestObject object;

    /** Makes the rows and one written object. */
    @Setup
    public void prepare() throws IOException {
        sample = SampleRows.valueOf(kind);
        layout = RowLayout.of(sample.schema());
        rows = sample.rows(ROWS);
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        object = write(sink);
        written = sink.toByteArray();
    }

    /** Rows to encoded records. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long encode() throws IOException {
        RowEncoder encoder = new RowEncoder(layout, 1 << 20);
        long bytes = 0;
        for (byte[][] row : rows) {
            encode(encoder, row);
            bytes += encoder.length();
        }
        return bytes;
    }

    /** Encoded bytes to the digest. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Digest128 digest() throws IOException {
        RowEncoder encoder = new RowEncoder(layout, 1 << 20);
        encode(encoder, rows[0]);
        RowDigest digest = new RowDigest();
        for (int i = 0; i < ROWS; i++) {
            digest.add(encoder.buffer(), 0, encoder.length());
        }
        return digest.value();
    }

    /** Rows to a whole compressed object. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public ManifestObject writeObject() throws IOException {
        return write(OutputStream.nullOutputStream());
    }

    /** A whole compressed object to proved rows. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Digest128 readObject() throws IOException {
        RowDigest digest = new RowDigest();
        for (ManifestRange range : object.ranges()) {
            ByteArrayInputStream bytes = new ByteArrayInputStream(written, (int) range.offset(), (int) range.length());
            try (BackupRangeReader reader = new BackupRangeReader(bytes, object, range, layout)) {
                while (reader.next()) {
                    reader.row().addTo(digest);
                }
            }
        }
        if (!digest.value().equals(object.digest())) {
            throw new IllegalStateException(
                    "Digest differs (got " + digest.value() + ", expected " + object.digest() + ")");
        }
        return digest.value();
    }

    private ManifestObject write(OutputStream sink) throws IOException {
        BackupObjectWriter writer = new BackupObjectWriter(
                sink,
                "bench",
                layout.avroSchema(sample.table(), sample.schema()),
                new byte[16],
                Map.of(),
                ContainerOptions.DEFAULT);
        RowEncoder encoder = new RowEncoder(layout, 1 << 20);
        for (byte[][] row : rows) {
            encode(encoder, row);
            writer.append(encoder);
        }
        return writer.finish();
    }

    static void encode(RowEncoder encoder, byte[][] row) throws IOException {
        encoder.begin();
        for (byte[] value : row) {
            if (value == null) {
                encoder.appendNull();
            } else {
                encoder.append(value, 0, value.length);
            }
        }
        encoder.end();
    }
}
