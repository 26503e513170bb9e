package io.tracker.testing.servers;

import java.util.Locale;
import java.util.SplittableRandom;

/** One slice of a table that is sharded over schemas; the sign of its keys tells the slices apart. */
final class ShardItemsTable implements SeededTable {
    private final int shard;

    ShardItemsTable(int shard) {
        this.shard = shard;
    }

    @Override
    public String schema() {
        return String.format(Locale.ROOT, "pins_%04d", shard);
    }

    @Override
    public String name() {
        return "shard_items";
    }

    @Override
    public String definition() {
        return """
                (
                  item_id BIGINT NOT NULL,
                  shard SMALLINT NOT NULL,
                  body TEXT CHARACTER SET utf8mb4 NOT NULL,
                  updated TIMESTAMP(6) NULL DEFAULT NULL,
                  PRIMARY KEY (item_id)
                )""";
    }

    @Override
    public long rows() {
        return 8_000;
    }

    @Override
    public void write(long index, SplittableRandom random, SqlRow row) {
        row.number(key(index)).number(shard);
        row.text(index < 40 ? Vocabulary.awkward(index) : Vocabulary.sentence(random.nextInt(10, 200), random));
        row.nullOnceIn(10, random, cell -> cell.text(Moments.microseconds(random)));
    }

    private long key(long index) {
        boolean negative = shard % 2 == 0;
        if (index == 0) {
            return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return negative ? -index * 3 : index * 3;
    }
}
