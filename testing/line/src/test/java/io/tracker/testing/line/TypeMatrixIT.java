package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.types.TypeMatrix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type of a server, with values to its ends, through the whole line: cell by cell what the server itself says. */
final class TypeMatrixIT {

    @ParameterizedTest
    @EnumSource
    void everyCellComesOutAsTheServerHasIt(Engine engine) throws Exception {
        try (Line line = Line.start(TestLines.options(engine, "types", 2))) {
            TypeMatrix matrix = TypeMatrix.of(engine);
            matrix.load(line.primary());
            line.catchUp();
            Witness witness = line.witness();
            witness.hold();
            line.backup(line.replica()).require(0);
            // Only text that is not valid needs it: the table of such text would stop its job.
            line.convert("parquet", "--option", "policy.*=null").require(0);
            line.convert("dump").require(0);
            LineProof proof = new LineProof(line, witness);
            List<String> differences = new ArrayList<>();
            List<TableProof> proofs = proof.prove();
            proofs.forEach(table -> differences.addAll(table.differences()));
            differences.addAll(new SparkProof(line, witness).differences(proof.manifests()));
            assertEquals("", String.join("\n", differences));
            assertEquals(matrix.rows().size(), proofs.size());
        }
    }
}
