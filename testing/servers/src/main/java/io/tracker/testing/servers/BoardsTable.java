package io.tracker.testing.servers;

import java.util.SplittableRandom;

/** A composite primary key: a user's boards, six each. */
final class BoardsTable implements SeededTable {
    private static final int BOARDS_OF_A_USER = 6;

    @Override
    public String schema() {
        return SeededData.SOCIAL;
    }

    @Override
    public String name() {
        return "boards";
    }

    @Override
    public String definition() {
        return """
                (
                  user_id BIGINT UNSIGNED NOT NULL,
                  board_no SMALLINT UNSIGNED NOT NULL,
                  title VARCHAR(180) CHARACTER SET utf8mb4 NOT NULL,
                  description TEXT CHARACTER SET utf8mb4,
                  secret TINYINT(1) NOT NULL DEFAULT '0',
                  pins INT UNSIGNED NOT NULL DEFAULT '0',
                  layout CHAR(12) CHARACTER SET ascii NOT NULL,
                  created DATETIME NOT NULL,
                  PRIMARY KEY (user_id, board_no),
                  KEY by_title (title(20))
                )""";
    }

    @Override
    public long rows() {
        return 36_000;
    }

    @Override
    public void write(long index, SplittableRandom random, SqlRow row) {
        if (index == 0) {
            row.unsigned(-1).number(65_535).text("").text("").number(127).unsigned(0xffff_ffffL);
            row.text("").text("9999-12-31 23:59:59");
            return;
        }
        row.number(1 + index / BOARDS_OF_A_USER).number(index % BOARDS_OF_A_USER);
        row.text(index < 40 ? Vocabulary.awkward(index) : Vocabulary.sentence(random.nextInt(5, 30), random));
        row.nullOnceIn(2, random, cell -> cell.text(Vocabulary.sentence(random.nextInt(20, 160), random)));
        row.number(random.nextInt(2)).number(random.nextInt(5000));
        row.text(Vocabulary.word(random)).text(Moments.seconds(random));
    }
}
