package io.tracker.testing.servers;

import java.util.SplittableRandom;

/** A table in partitions, of narrow rows, whose key ends at the unsigned maximum. */
final class CallsTable implements SeededTable {
    @Override
    public String schema() {
        return SeededData.SOCIAL;
    }

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public String definition() {
        return """
                (
                  call_id INT UNSIGNED NOT NULL,
                  started DATETIME(6) NOT NULL,
                  caller BIGINT UNSIGNED NOT NULL,
                  seconds DECIMAL(9,3),
                  cost DECIMAL(65,30) NOT NULL,
                  hung_up TIME(6),
                  codec ENUM('opus','g.711','') NOT NULL,
                  note VARCHAR(40) CHARACTER SET latin1,
                  PRIMARY KEY (call_id, started)
                )
                PARTITION BY RANGE (TO_DAYS(started)) (
                  PARTITION before_2018 VALUES LESS THAN (TO_DAYS('2018-01-01')),
                  PARTITION before_2022 VALUES LESS THAN (TO_DAYS('2022-01-01')),
                  PARTITION the_rest VALUES LESS THAN MAXVALUE
                )""";
    }

    @Override
    public long rows() {
        return 60_000;
    }

    @Override
    public void write(long index, SplittableRandom random, SqlRow row) {
        row.unsigned(index == 0 ? 0xffff_ffffL : index * 7);
        row.text(Moments.microseconds(random)).number(random.nextInt(1, 5_000));
        row.nullOnceIn(20, random, cell -> cell.number(random.nextInt(100_000) + "." + random.nextInt(100, 1000)));
        row.number(cost(index, random));
        row.nullOnceIn(20, random, cell -> cell.text(Moments.time(random)));
        row.text(Vocabulary.oneIn(3, random) ? "g.711" : index % 50 == 0 ? "" : "opus");
        row.nullOnceIn(2, random, cell -> cell.text(Vocabulary.latin1Sentence(random.nextInt(1, 3), random)));
    }

    private static String cost(long index, SplittableRandom random) {
        return index < 2
                ? (index == 0 ? "" : "-") + "9".repeat(35) + "." + "9".repeat(30)
                : random.nextInt(100) + "." + random.nextLong(1_000_000_000_000L);
    }
}
