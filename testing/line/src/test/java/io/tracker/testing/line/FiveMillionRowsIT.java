package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.servers.Engine;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Five million rows through an agent and mappers of 256 MB each; the sums of every column come out as the server has them. */
final class FiveMillionRowsIT {
    private static final int ROWS = 5_000_000;

    private static final String SUMS =
            "count(*), sum(id), sum(a), sum(b), sum(CASE WHEN c IS NULL THEN 1 ELSE 0 END), coalesce(sum(c), 0), sum(d)";

    /** One engine here; the soak's seeds alternate. What is measured is the tools' memory, not the server. */
    @ParameterizedTest
    @EnumSource(names = "MARIADB")
    void passThroughSmallHeaps(Engine engine) throws Exception {
        LineOptions options = TestLines.options(engine, "rows", 1)
                .withAgentJvm("-Xmx256m", "-XX:+UseSerialGC")
                .withJobsJvm("-Xmx256m", "-XX:+UseSerialGC")
                .withAgentSetting("chunk.rows", "500000");
        try (Line line = Line.start(options)) {
            line.primary()
                    .execute(
                            "CREATE DATABASE big",
                            "CREATE TABLE big.narrow (id INT UNSIGNED NOT NULL PRIMARY KEY, a INT NOT NULL, b INT NOT NULL,"
                                    + " c SMALLINT, d TINYINT NOT NULL)",
                            // the statement is small in the binary log, and the same on the replica
                            "SET binlog_format = STATEMENT",
                            "INSERT INTO big.narrow SELECT seq, crc32(seq) % 1000000, seq DIV 10,"
                                    + " IF(seq % 7 = 0, NULL, crc32(seq * 3) % 30000), seq % 100 FROM big.seq_1_to_"
                                    + ROWS);
            line.catchUp();
            line.backup(line.replica()).require(0);
            line.agent(line.replica())
                    .start("verify", "--dt", line.dt().toString())
                    .await(Line.TOOL_LIMIT)
                    .require(0);
            ToolOutcome converted = line.convert("parquet").require(0);
            line.verify("parquet").require(0);
            String atTheServer = line.primary().queryText("SELECT concat_ws(' ', " + SUMS + ") FROM big.narrow");
            assertEquals(atTheServer, inTheParquet(line), converted::output);
        }
    }

    private static String inTheParquet(Line line) throws Exception {
        Path folder = line.s3().data().resolve("lake/warehouse/parquet/big/narrow");
        String table = DuckDbQuery.run(
                "SELECT concat_ws(' ', " + SUMS + ") AS sums FROM read_parquet('" + folder + "/*/*.parquet')");
        return table.lines().reduce((first, last) -> last).orElseThrow().strip();
    }
}
