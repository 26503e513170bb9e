package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.oracle.Lake;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.servers.ContinuousWriter;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.SeededData;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo's line with a twentieth of its data. */
final class LineIT {
    private static final long SEED = 3;

    @ParameterizedTest
    @EnumSource
    void whatComesOutIsWhatWentInWhileThePrimaryIsWrittenTo(Engine engine) throws Exception {
        try (Line line = Line.start(TestLines.options(engine, "line", 2))) {
            SeededData data = SeededData.of(SEED, 0.05);
            data.load(line.primary());
            line.catchUp();
            try (ContinuousWriter writer = ContinuousWriter.start(line.primary(), SEED, 50)) {
                Witness witness = line.witness();
                witness.hold();
                refusesThePrimary(line);
                line.backup(line.replica()).require(0);
                line.convert("parquet").require(0);
                line.convert("dump").require(0);
                List<TableProof> proofs = new LineProof(line, witness).prove();
                assertEquals(
                        "",
                        proofs.stream()
                                .flatMap(proof -> proof.differences().stream())
                                .collect(Collectors.joining("\n")));
                assertEquals(data.rows().size() - 1, proofs.size(), "two shards are one table");
                witness.release();
                findsTheDayDone(line, witness.replica());
                line.verify("parquet").require(0);
                line.verify("dump").require(0);
                line.agent(line.replica())
                        .start("verify", "--dt", line.dt().toString())
                        .await(Line.TOOL_LIMIT)
                        .require(0);
                assertEquals(0, writer.failures(), () -> "writes failed: " + writer.lastFailure());
            }
            line.catchUp();
            for (Node replica : line.servers().replicas()) {
                assertTrue(replica.isReplicationRunning(), replica.name());
            }
        }
    }

    private static void refusesThePrimary(Line line) throws Exception {
        ToolOutcome refused = line.backup(line.primary()).require(10);
        assertTrue(refused.words().strip().startsWith("nothing to do: "), refused.output());
        try (S3Lake lake = line.store().lake()) {
            assertEquals(List.of(), lake.list(""), "an agent on the primary wrote to the store");
        }
    }

    private static void findsTheDayDone(Line line, Node replica) throws Exception {
        try (S3Lake lake = line.backups().lake()) {
            List<Lake.Entry> before = lake.list("");
            line.backup(replica).require(0);
            assertEquals(before, lake.list(""), "a second agent did done work again");
        }
    }
}
