package io.tracker.testing.servers;

import java.util.SplittableRandom;

/** A table without any key, where some rows are equal in all columns. */
final class EventsTable implements SeededTable {
    @Override
    public String schema() {
        return SeededData.SOCIAL;
    }

    @Override
    public String name() {
        return "events_nokey";
    }

    @Override
    public String definition() {
        return """
                (
                  happened DATETIME(6) NOT NULL,
                  kind VARCHAR(30) CHARACTER SET utf8mb4 NOT NULL,
                  payload JSON,
                  amount DOUBLE,
                  raw VARBINARY(64)
                )""";
    }

    @Override
    public long rows() {
        return 16_000;
    }

    @Override
    public void write(long index, SplittableRandom random, SqlRow row) {
        if (index % 100 == 0) {
            row.text("2025-01-01 00:00:00.000000")
                    .text("tick")
                    .nothing()
                    .number(0)
                    .binary(new byte[] {0});
            return;
        }
        row.text(Moments.microseconds(random)).text(Vocabulary.word(random));
        row.nullOnceIn(3, random, cell -> cell.text(JsonText.document(random)));
        row.nullOnceIn(3, random, cell -> cell.number(Double.toString(random.nextDouble(-1, 1))));
        row.nullOnceIn(3, random, cell -> cell.binary(Vocabulary.bytes(random.nextInt(0, 65), random)));
    }
}
