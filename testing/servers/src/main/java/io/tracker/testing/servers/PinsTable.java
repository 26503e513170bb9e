package io.tracker.testing.servers;

import java.util.SplittableRandom;

/** The bulk of the data: a binary key, long texts, and images, two of them large. */
final class PinsTable implements SeededTable {
    private static final int LARGE_IMAGE_BYTES = 300_000;
    private static final int LARGEST_IMAGE_BYTES = 2_000_000;

    @Override
    public String schema() {
        return SeededData.SOCIAL;
    }

    @Override
    public String name() {
        return "pins";
    }

    @Override
    public String definition() {
        return """
                (
                  pin_id VARBINARY(16) NOT NULL,
                  user_id BIGINT UNSIGNED NOT NULL,
                  board_no SMALLINT UNSIGNED NOT NULL,
                  link VARCHAR(500) CHARACTER SET utf8mb4,
                  note TEXT CHARACTER SET utf8mb4,
                  image MEDIUMBLOB,
                  colour BINARY(3) NOT NULL,
                  price DECIMAL(30,10),
                  created DATETIME(3) NOT NULL,
                  PRIMARY KEY (pin_id),
                  KEY by_board (user_id, board_no)
                )""";
    }

    @Override
    public long rows() {
        return 48_000;
    }

    @Override
    public void write(long index, SplittableRandom random, SqlRow row) {
        row.binary(index == 0 ? new byte[0] : key(index, random));
        row.number(random.nextInt(1, 5_000)).number(random.nextInt(6));
        row.nullOnceIn(5, random, cell -> cell.text(link(random)));
        row.text(index < 40 ? Vocabulary.awkward(index) : Vocabulary.sentence(random.nextInt(60, 360), random));
        row.nullOnceIn(4, random, cell -> cell.binary(Vocabulary.bytes(imageBytes(index, random), random)));
        row.binary(Vocabulary.bytes(3, random));
        row.nullOnceIn(3, random, cell -> cell.number(price(index, random)));
        row.text(Moments.milliseconds(random));
    }

    /** Different for each index, in no order, of 8 to 16 bytes, of which any may be NUL. */
    private static byte[] key(long index, SplittableRandom random) {
        byte[] key = Vocabulary.bytes(random.nextInt(8, 17), random);
        long scattered = index * 0x9E37_79B9_7F4A_7C15L;
        for (int i = 0; i < Long.BYTES; i++) {
            key[i] = (byte) (scattered >>> (8 * i));
        }
        return key;
    }

    private static String link(SplittableRandom random) {
        return "https://example.org/" + Vocabulary.word(random) + "/" + Vocabulary.word(random) + "?id="
                + random.nextInt(1_000_000) + (Vocabulary.oneIn(20, random) ? "&q=%F0%9F%8D%B0" : "");
    }

    private static int imageBytes(long index, SplittableRandom random) {
        if (index == 1) {
            return LARGEST_IMAGE_BYTES;
        }
        return index == 2 ? LARGE_IMAGE_BYTES : random.nextInt(0, 900);
    }

    private static String price(long index, SplittableRandom random) {
        return index % 1000 == 3 ? "-99999999999999999999.9999999999" : random.nextInt(100_000) + ".0000000001";
    }
}
