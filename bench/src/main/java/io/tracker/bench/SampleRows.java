package io.tracker.bench;

import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Rows as a server sends them, made from a seed: the kinds of the tables that the agent and the jobs are measured with beside others. */
enum SampleRows {
    /** Ten columns of many types, about 200 bytes of text a row. */
    CALLS {
        @Override
        List<CapturedColumn> columns() {
            return List.of(
                    column("id", "bigint", "bigint(20) unsigned", false),
                    column("account_id", "int", "int(10) unsigned", false),
                    column("to_num", "varchar", "varchar(20)", false),
                    column("status", "smallint", "smallint(6)", false),
                    column("duration", "int", "int(11)", true),
                    column("price", "decimal", "decimal(12,5)", true),
                    column("start_time", "datetime", "datetime(6)", false),
                    column("call_uuid", "binary", "binary(16)", false),
                    column("meta", "text", "text", false),
                    column("notes", "varchar", "varchar(200)", true));
        }

        @Override
        Object[] values(int row, Random random) {
            boolean missed = random.nextInt(5) == 0;
            byte[] uuid = new byte[16];
            random.nextBytes(uuid);
            return new Object[] {
                row,
                100_000 + random.nextInt(50_000),
                "+44" + (1_000_000_000 + random.nextInt(900_000_000)),
                random.nextInt(6) == 0 ? 404 : 200,
                missed ? null : random.nextInt(3600),
                missed ? null : String.format(Locale.ROOT, "0.%05d", random.nextInt(100_000)),
                String.format(
                        Locale.ROOT,
                        "2024-01-%02d %02d:%02d:%02d.%06d",
                        1 + row / 86_400 % 28,
                        row / 3600 % 24,
                        row / 60 % 60,
                        row % 60,
                        random.nextInt(1_000_000)),
                uuid,
                "{\"carrier\":\"north\",\"jitter_ms\":" + random.nextInt(80) + ",\"sip\":{\"call_id\":\""
                        + Long.toHexString(random.nextLong()) + "\"},\"tags\":[\"vip\",\"r" + random.nextInt(1000)
                        + "\"]}",
                random.nextInt(10) < 7 ? null : "the router was closed on " + random.nextInt(31)
            };
        }
    },
    /** Long texts and blobs, about 1,500 bytes a row. */
    WIDE {
        @Override
        List<CapturedColumn> columns() {
            return List.of(
                    column("id", "bigint", "bigint(20) unsigned", false),
                    column("title", "varchar", "varchar(255)", false),
                    column("body", "mediumtext", "mediumtext", false),
                    column("payload", "mediumblob", "mediumblob", true));
        }

        @Override
        Object[] values(int row, Random random) {
            byte[] payload = new byte[192];
            random.nextBytes(payload);
            return new Object[] {
                row,
                "Transcript " + row,
                ("the agent closed a refund; customer " + random.nextInt() + " called twice, ").repeat(20),
                row % 4 == 0 ? null : payload
            };
        }
    },
    /** Five integers, about 25 bytes of text a row. */
    NARROW {
        @Override
        List<CapturedColumn> columns() {
            return List.of(
                    column("id", "int", "int(10) unsigned", false),
                    column("a", "int", "int(11)", false),
                    column("b", "int", "int(11)", false),
                    column("c", "smallint", "smallint(6)", true),
                    column("d", "tinyint", "tinyint(4)", false));
        }

        @Override
        Object[] values(int row, Random random) {
            return new Object[] {
                row, random.nextInt(1_000_000), row / 10, row % 7 == 0 ? null : random.nextInt(30_000), row % 100
            };
        }
    };

    abstract List<CapturedColumn> columns();

    /** A row's values: numbers and text as text, arrays as they are. */
    abstract Object[] values(int row, Random random);

    CapturedSchema schema() {
        return CapturedSchema.of("CREATE TABLE `rows`", columns(), List.of());
    }

    TableRef table() {
        return new TableRef("rs1", "bench", "bench", "rows");
    }

    /** So many rows, each cell as its bytes, or null. */
    byte[][][] rows(int count) {
        Random random = new Random(1);
        byte[][][] rows = new byte[count][columns().size()][];
        for (int i = 0; i < count; i++) {
            Object[] values = values(i, random);
            for (int j = 0; j < values.length; j++) {
                rows[i][j] = values[j] == null || values[j] instanceof byte[]
                        ? (byte[]) values[j]
                        : values[j].toString().getBytes(StandardCharsets.UTF_8);
            }
        }
        return rows;
    }

    private static CapturedColumn column(String name, String type, String columnType, boolean nullable) {
        boolean text = type.endsWith("text") || type.equals("varchar");
        return new CapturedColumn(
                name,
                type,
                columnType,
                nullable,
                text ? Optional.of("utf8mb4") : Optional.empty(),
                text ? Optional.of("utf8mb4_bin") : Optional.empty(),
                false,
                false,
                "");
    }
}
