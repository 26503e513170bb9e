package io.tracker.jobs.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.ServerTable;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.types.TypeMatrix;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump of MySQL loads into MariaDB, wherever MariaDB has the types: each cell as MySQL has it. */
final class CrossLoadIT {
    /** Types of MySQL alone; and MySQL prints the quotes of texts in generated columns' expressions with backslashes, which it alone reads. */
    private static final Set<String> ITS_OWN = Set.of("newer", "columns");

    @TempDir
    private Path folder;

    @Test
    void everyTypeThatBothHaveLoadsFromMySqlIntoMariaDb() throws Exception {
        Engines.require(Engine.MYSQL, Assumptions::abort);
        Engines.require(Engine.MARIADB, Assumptions::abort);
        try (ReplicaSet from = ReplicaSet.start(ReplicaSetOptions.of(Engine.MYSQL));
                ReplicaSet to = ReplicaSet.start(ReplicaSetOptions.of(Engine.MARIADB))) {
            TypeMatrix matrix = TypeMatrix.of(from.installation());
            matrix.load(from.primary());
            List<String> problems = new ArrayList<>();
            for (String table : matrix.rows().keySet()) {
                if (!ITS_OWN.contains(table)) {
                    problems.addAll(load(from.primary(), to, table));
                }
            }
            assertEquals("", String.join("\n", problems));
        }
    }

    private List<String> load(Node from, ReplicaSet to, String name) throws Exception {
        try (Connection source = connect(from);
                Connection target = connect(to.primary())) {
            ServerTable original = new ServerTable(source, TypeMatrix.SCHEMA, name);
            BackupTable table = original.backup();
            DumpLoader.Ending ending = new DumpLoader(to, folder).load(table, Map.of());
            if (ending.exitCode() != 0) {
                return List.of(name + ": " + ending.output());
            }
            return DumpLoader.differences(
                            table,
                            original.rows(table.schema()),
                            new ServerTable(target, "loaded", name).rows(table.schema()))
                    .stream()
                    .map(difference -> name + ": " + difference)
                    .toList();
        }
    }

    private static Connection connect(Node server) throws SQLException {
        Connection connection = server.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION character_set_results = NULL");
            statement.execute("SET SESSION time_zone = '+00:00'");
        }
        return connection;
    }
}
