package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.testing.line.oracle.DayOracle;
import io.tracker.testing.line.oracle.Tally;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.types.TypeMatrix;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every value of every type, every kind of key and name, from a server to a backup: each row compared by the oracle with what a server
 * says that stands at the backup's position. Chunks have three rows, so that each table is read in many.
 */
final class ValuesIT {
    @ParameterizedTest
    @EnumSource
    void everyValueNameAndKeyIsInTheBackupAsTheServerHasIt(Engine engine) throws Exception {
        LineOptions options = TestLines.options(engine, "values", 2)
                .withAgentSetting("chunk.rows", "3")
                .withAgentSetting("tables.parallel", "2");
        try (Line line = Line.start(options)) {
            TypeMatrix matrix = TypeMatrix.of(line.servers().installation());
            matrix.load(line.primary());
            int awkward = AwkwardTables.load(line.primary(), engine);
            line.catchUp();
            line.witness().hold();
            DayOracle oracle = line.oracle(line.backups());
            line.backup(line.replica()).require(0);
            Map<String, Tally> tallies = oracle.check(0);
            matrix.rows()
                    .forEach((table, rows) -> assertEquals(
                            rows.longValue(),
                            tallies.get(TypeMatrix.SCHEMA + "." + table).rows(),
                            table));
            // `a`.`b.c` and `a.b`.`c` read alike here, where names are for people; the oracle compares each by itself.
            assertEquals(
                    matrix.rows().size() + awkward - 1,
                    tallies.size(),
                    tallies.keySet().toString());
            line.agent(line.replica()).start("verify").await(Line.TOOL_LIMIT).require(0);
        }
    }
}
