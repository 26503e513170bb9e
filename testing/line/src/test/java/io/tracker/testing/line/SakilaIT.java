package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.SqlClient;
import io.tracker.testing.servers.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sample database that others made, through the whole line, and a table of geometry beside it. */
final class SakilaIT {
    private static final String FOLDER_VARIABLE = "TRACKER_SAKILA";

    @ParameterizedTest
    @EnumSource
    void comesOutAsItWentIn(Engine engine) throws Exception {
        Path sakila = sakila();
        try (Line line = Line.start(TestLines.options(engine, "sakila", 2))) {
            SqlClient client = new SqlClient(line.servers().installation(), line.primary());
            client.run(sakila.resolve("schema.sql"));
            client.run(sakila.resolve("data.sql"), "--default-character-set=utf8mb4");
            line.primary()
                    .execute(
                            // MyISAM has no snapshots; the agent refuses such tables by name
                            "ALTER TABLE sakila.film_text ENGINE = InnoDB",
                            "CREATE TABLE sakila.places (id INT PRIMARY KEY, spot POINT, way LINESTRING NOT NULL, area GEOMETRY)",
                            "INSERT INTO sakila.places VALUES"
                                    + " (1, ST_GeomFromText('POINT(1 -2.5)'), ST_GeomFromText('LINESTRING(0 0,1 1,2 0)'), NULL),"
                                    + " (2, NULL, ST_GeomFromText('LINESTRING(5 5,6 6)'),"
                                    + " ST_GeomFromText('POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,4 2,4 4,2 2))')),"
                                    + " (3, ST_GeomFromText('POINT(1e300 -1e-300)'), ST_GeomFromText('LINESTRING(-0.1 0.1,7 7)'),"
                                    + " ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1),MULTIPOINT(2 2,3 3))'))");
            line.catchUp();
            Witness witness = line.witness();
            witness.hold();
            line.backup(line.replica()).require(0);
            line.convert("parquet").require(0);
            line.convert("dump").require(0);
            List<TableProof> proofs = new LineProof(line, witness).prove();
            assertEquals(
                    "",
                    proofs.stream()
                            .flatMap(proof -> proof.differences().stream())
                            .collect(Collectors.joining("\n")));
            assertEquals(17, proofs.size(), "16 tables of Sakila and one of ours");
            assertEquals(47_273 + 3, proofs.stream().mapToLong(TableProof::rows).sum());
        }
    }

    private static Path sakila() {
        Path folder = Optional.ofNullable(System.getenv(FOLDER_VARIABLE))
                .map(Path::of)
                .orElse(Project.ofThisProcess().root().resolve("../shared/data/sakila"));
        if (!Files.isReadable(folder.resolve("schema.sql"))) {
            String reason = "SKIPPED: the Sakila sample database is not at " + folder.normalize()
                    + "; HINT: name its folder in " + FOLDER_VARIABLE;
            System.err.println(reason);
            Assumptions.abort(reason);
        }
        return folder;
    }
}
