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
import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The inner loops of a backup: encode, digest, compress, and back. One operation is one row of ten columns, about 260 bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class BackupBenchmark {
    /** Rows an invocation. */
    public static final int ROWS = 20_000;

    private static final int COLUMNS = 10;

    private final CapturedSchema schema = schema();
    private final RowLayout layout = RowLayout.of(schema);
    private byte[][][] rows;
    private byte[] written;
    private ManifestObject object;

    /** Makes the rows and one written object. */
    @Setup
    public void prepare() throws IOException {
        rows = rows(new Random(1));
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
        Digest128 digest = Digest128.ZERO;
        for (ManifestRange range : object.ranges()) {
            ByteArrayInputStream bytes = new ByteArrayInputStream(written, (int) range.offset(), (int) range.length());
            try (BackupRangeReader reader = new BackupRangeReader(bytes, object, range, layout)) {
                while (reader.next()) {
                    // next() proves the row; there is nothing else to do with it here
                }
                digest = digest.plus(reader.digest());
            }
        }
        if (!digest.equals(object.digest())) {
            throw new IllegalStateException("Digest differs (got " + digest + ", expected " + object.digest() + ")");
        }
        return digest;
    }

    private ManifestObject write(OutputStream sink) throws IOException {
        TableRef table = new TableRef("rs1", "bench", "bench", "rows");
        BackupObjectWriter writer = new BackupObjectWriter(
                sink, "bench", layout.avroSchema(table, schema), new byte[16], Map.of(), ContainerOptions.DEFAULT);
        RowEncoder encoder = new RowEncoder(layout, 1 << 20);
        for (byte[][] row : rows) {
            encode(encoder, row);
            writer.append(encoder);
        }
        return writer.finish();
    }

    private static void encode(RowEncoder encoder, byte[][] row) throws IOException {
        encoder.begin();
        for (byte[] value : row) {
            if (value.length == 0) {
                encoder.appendNull();
            } else {
                encoder.append(value, 0, value.length);
            }
        }
        encoder.end();
    }

    private static byte[][][] rows(Random random) {
        byte[][][] rows = new byte[ROWS][COLUMNS][];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                String number = Long.toUnsignedString(random.nextLong(), 36);
                String text = j % 3 == 0 ? Integer.toString(i) : "{\"user\":\"" + number + "\",\"n\":" + j + "}";
                rows[i][j] = random.nextInt(10) == 0 ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            }
        }
        return rows;
    }

    private static CapturedSchema schema() {
        return CapturedSchema.of(
                "CREATE TABLE `rows`",
                java.util.stream.IntStream.range(0, COLUMNS)
                        .mapToObj(i -> new CapturedColumn(
                                "c" + i,
                                "varchar",
                                "varchar(100)",
                                true,
                                Optional.of("utf8mb4"),
                                Optional.of("utf8mb4_bin"),
                                false,
                                false,
                                ""))
                        .toList(),
                List.of());
    }
}
