package io.tracker.testing.servers;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** A column of nearly every type; the first rows hold minima, maxima and NULLs. */
final class UsersTable implements SeededTable {
    private static final long MAXIMUM_ID = -1; // 18446744073709551615
    private static final List<String> STATES = List.of("active", "invited", "it's closed", "gone, for good");
    private static final List<String> INTERESTS =
            List.of("", "food", "travel", "food,travel", "do it yourself", "food,do it yourself");

    @Override
    public String schema() {
        return SeededData.SOCIAL;
    }

    @Override
    public String name() {
        return "users";
    }

    @Override
    public String definition() {
        return """
                (
                  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
                  uuid BINARY(16) NOT NULL,
                  name VARCHAR(80) CHARACTER SET utf8mb4 NOT NULL,
                  motto TEXT CHARACTER SET latin1,
                  email VARCHAR(120) CHARACTER SET utf8mb4,
                  preferences JSON,
                  balance DECIMAL(12,2) NOT NULL DEFAULT '0.00',
                  joined DATETIME(6) NOT NULL,
                  seen TIMESTAMP(6) NULL DEFAULT NULL,
                  born DATE,
                  state ENUM('active','invited','it''s closed','gone, for good') NOT NULL,
                  interests SET('food','travel','do it yourself') NOT NULL,
                  verified TINYINT(1) NOT NULL,
                  beta BIT(1) NOT NULL,
                  flags BIT(12) NOT NULL,
                  karma FLOAT,
                  score DOUBLE,
                  birth_year YEAR,
                  wakes TIME(6),
                  PRIMARY KEY (id),
                  UNIQUE KEY by_uuid (uuid)
                )""";
    }

    @Override
    public long rows() {
        return 24_000;
    }

    @Override
    public void write(long index, SplittableRandom random, SqlRow row) {
        if (index == 0) {
            minima(random, row);
        } else if (index == 1) {
            maxima(row);
        } else {
            ordinary(index, random, row);
        }
    }

    private static void minima(SplittableRandom random, SqlRow row) {
        row.number(1)
                .binary(Vocabulary.bytes(16, random))
                .text("")
                .nothing()
                .nothing()
                .nothing();
        row.number("-9999999999.99").text("0000-00-00 00:00:00.000000").text("1970-01-01 00:00:01.000000");
        row.text("0000-00-00").text("active").text("").number(-128).bits(0).bits(0);
        row.number("-3.40282346e38").number("-1.7976931348623157e308").number(0).text("-838:59:59.000000");
    }

    private static void maxima(SqlRow row) {
        row.unsigned(MAXIMUM_ID)
                .binary(new byte[16])
                .text("😀".repeat(80))
                .text("")
                .text("")
                .text("{}");
        row.number("9999999999.99").text("9999-12-31 23:59:59.999999").text("2038-01-19 03:14:07.999999");
        row.text("9999-12-31").text("gone, for good").text("food,travel,do it yourself");
        row.number(127).bits(1).bits(0xfff).number("3.40282346e38").number("1.7976931348623157e308");
        row.number(2155).text("838:59:59.000000");
    }

    private static void ordinary(long index, SplittableRandom random, SqlRow row) {
        row.number(index).binary(Vocabulary.bytes(16, random));
        row.text(index < 40 ? Vocabulary.awkward(index) : Vocabulary.name(random));
        row.nullOnceIn(3, random, cell -> cell.text(Vocabulary.latin1Sentence(random.nextInt(1, 20), random)));
        row.nullOnceIn(
                4, random, cell -> cell.text(Vocabulary.word(random) + random.nextInt(100_000) + "@example.org"));
        row.nullOnceIn(10, random, cell -> cell.text(JsonText.document(random)));
        row.number(random.nextInt(-50_000, 5_000_000) + String.format(Locale.ROOT, ".%02d", random.nextInt(100)));
        row.text(Moments.microseconds(random));
        row.nullOnceIn(10, random, cell -> cell.text(Moments.microseconds(random)));
        row.nullOnceIn(
                6, random, cell -> cell.text(Vocabulary.oneIn(50, random) ? "0000-00-00" : Moments.date(random)));
        row.text(Vocabulary.pick(STATES, random)).text(Vocabulary.pick(INTERESTS, random));
        row.number(random.nextInt(2)).bits(random.nextInt(2)).bits(random.nextInt(0x1000));
        row.nullOnceIn(8, random, cell -> cell.number(Float.toString((float) random.nextDouble(-1e6, 1e6))));
        row.nullOnceIn(8, random, cell -> cell.number(Double.toString(random.nextDouble(-1e12, 1e12))));
        row.nullOnceIn(5, random, cell -> cell.number(random.nextInt(1930, 2012)));
        row.nullOnceIn(5, random, cell -> cell.text(Moments.time(random)));
    }
}
