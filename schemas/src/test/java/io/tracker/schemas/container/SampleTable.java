package io.tracker.schemas.container;

import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A small table with rows of all shapes, by seed. */
final class SampleTable {
    static final TableRef TABLE = new TableRef("rs1", "pins_0001", "pins", "sample");
    static final byte[] SYNC = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    static final String KEY = "data/pins/sample/dt=2026-11-20/rs1.pins_0001/_a1/00000.avro";

    static final CapturedSchema SCHEMA = CapturedSchema.of(
            "CREATE TABLE `sample` (\n  `id` bigint unsigned NOT NULL,\n  `ünï` varchar(20),\n  `kind` enum('a','')\n) ENGINE=InnoDB",
            List.of(
                    column("id", "bigint", "bigint(20) unsigned", false),
                    column("ünï", "varchar", "varchar(20)", true),
                    column("kind", "enum", "enum('a','')", true)),
            List.of("id"));

    static final RowLayout LAYOUT = RowLayout.of(SCHEMA);

    private SampleTable() {}

    /** Rows as lists of values, null for NULL. */
    static List<byte[][]> rows(long seed, int count) {
        Random random = new Random(seed);
        List<byte[][]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] id = Long.toUnsignedString(random.nextLong()).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            byte[] text = new byte[random.nextInt(random.nextInt(10) == 0 ? 3_000 : 30)];
            random.nextBytes(text);
            boolean none = random.nextInt(4) == 0;
            rows.add(new byte[][] {
                id,
                random.nextInt(3) == 0 ? null : text,
                none ? null : new byte[0],
                none ? null : new byte[] {(byte) ('0' + random.nextInt(3))}
            });
        }
        return rows;
    }

    /** A backup object with what its manifest says of it. */
    record Written(byte[] bytes, ManifestObject object) {}

    static Written write(List<byte[][]> rows, ContainerOptions options) throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        BackupObjectWriter writer = new BackupObjectWriter(
                sink, KEY, LAYOUT.avroSchema(TABLE, SCHEMA), SYNC, Map.of("tracker.shard", TABLE.shard()), options);
        RowEncoder encoder = new RowEncoder(LAYOUT, 1 << 23);
        for (byte[][] row : rows) {
            encoder.begin();
            for (byte[] value : row) {
                if (value == null) {
                    encoder.appendNull();
                } else {
                    encoder.append(value, 0, value.length);
                }
            }
            encoder.end();
            writer.append(encoder);
        }
        ManifestObject object = writer.finish();
        return new Written(sink.toByteArray(), object);
    }

    private static CapturedColumn column(String name, String dataType, String columnType, boolean nullable) {
        Optional<String> charset = dataType.equals("bigint") ? Optional.empty() : Optional.of("utf8mb4");
        return new CapturedColumn(
                name, dataType, columnType, nullable, charset, charset.map(any -> "utf8mb4_bin"), false, false, "");
    }
}
