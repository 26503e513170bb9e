package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracker.testing.line.oracle.BackupManifest;
import io.tracker.testing.line.oracle.PublishedOutput;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.types.TypeMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every type of a server, with values to its ends, through the whole line: cell by cell what the server itself says, in the backup, in the
 * Parquet as DuckDB and Spark read it, and in the dump as LOAD DATA, Hive and the oracle read it.
 */
final class TypeMatrixIT {
    /** How many values without a character {@link TypeMatrix#INVALID_TEXT} has on both engines, by column. */
    private static final Map<String, Integer> INVALID = Map.ofEntries(
            Map.entry("u2", 2),
            Map.entry("sjis", 2),
            Map.entry("euckr", 1),
            Map.entry("gbk", 1),
            Map.entry("big5", 1),
            Map.entry("greek", 1));

    @ParameterizedTest
    @EnumSource
    void everyCellComesOutAsTheServerHasIt(Engine engine) throws Exception {
        try (Line line = Line.start(TestLines.options(engine, "types", 2))) {
            TypeMatrix matrix = TypeMatrix.of(line.servers().installation());
            matrix.load(line.primary());
            line.catchUp();
            Witness witness = line.witness();
            witness.hold();
            line.backup(line.replica()).require(0);
            // Only text that is not valid needs it: a table of such text stops its job otherwise.
            line.convert("parquet", "--policy", "*=null").require(0);
            // What Hive takes; LOAD DATA takes it too.
            line.convert("dump", "--option", "dump.tab=backslashed", "--option", "dump.nul=raw")
                    .require(0);
            LineProof proof = new LineProof(line, witness);
            List<String> differences = new ArrayList<>();
            List<TableProof> proofs = proof.prove();
            proofs.forEach(table -> differences.addAll(table.differences()));
            ForeignProof foreign = new ForeignProof(line, witness, proof.manifests());
            differences.addAll(foreign.sparkDifferences());
            differences.addAll(foreign.hiveDifferences());
            assertEquals("", String.join("\n", differences));
            assertEquals(matrix.rows().size(), proofs.size());
            assertLedgerTellsEveryInvalidValue(line, proof.manifests());
        }
    }

    private static void assertLedgerTellsEveryInvalidValue(Line line, List<BackupManifest> manifests)
            throws IOException {
        BackupManifest invalid = manifests.stream()
                .filter(manifest -> manifest.table().equals(TypeMatrix.INVALID_TEXT))
                .findFirst()
                .orElseThrow();
        Map<String, Integer> counts = new TreeMap<>();
        try (S3Lake warehouse = line.warehouse("parquet").lake()) {
            JsonNode json = PublishedOutput.fetch(
                            warehouse,
                            invalid.outputFolder(),
                            line.options().folder().resolve("ledger"))
                    .json();
            for (JsonNode entry : json.path("ledger")) {
                assertEquals("invalid-bytes", entry.path("reason").asText());
                assertEquals("id=2", entry.path("sampleKeys").path(0).asText());
                counts.put(entry.path("column").asText(), entry.path("count").asInt());
            }
        }
        assertTrue(counts.entrySet().containsAll(INVALID.entrySet()), counts::toString);
    }
}
