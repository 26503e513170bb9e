package io.tracker.testing.line;

import io.tracker.testing.line.oracle.BackupManifest;
import io.tracker.testing.line.oracle.BackupRows;
import io.tracker.testing.line.oracle.CurrentManifests;
import io.tracker.testing.line.oracle.MismatchException;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.tools.FreshFolder;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Rows of hundreds of megabytes through an agent with a stated heap, on one engine after the other, compared by SHA-256. */
final class LargeRows {
    /** No part of a packet of the protocol, a range or a part of an upload comes again at its own length. */
    private static final int PIECE_BYTES = 13_000_003;

    /** What the agent needs for a row: the driver's copies of it, the encoded row, the open block, and the block compressed. */
    private static final int HEAP_A_ROW = 7;

    private static final int HEAP_BESIDE_MEGABYTES = 256;
    private static final String REDO_LOG = "2G";

    /** Avro's own reader, with which the backup is compared, refuses blocks over 200 MB unless told otherwise. */
    private static final String AVRO_LIMIT = "org.apache.avro.limits.decompress.maxLength";

    private final Screen screen;
    private final long seed;
    private final int megabytes;

    LargeRows(Screen screen, long seed, int megabytes) {
        this.screen = screen;
        this.seed = seed;
        this.megabytes = megabytes;
    }

    void run() throws IOException, SQLException, InterruptedException {
        System.setProperty(AVRO_LIMIT, Integer.toString(1 << 30));
        for (Engine engine : Engines.underTest()) {
            screen.step(engine.title() + ": rows of " + megabytes + " and " + megabytes / 2 + " MiB");
            backUp(engine);
        }
        screen.say(screen.mark(true) + " every row is in the backup as the server has it");
    }

    private void backUp(Engine engine) throws IOException, SQLException, InterruptedException {
        String heap = "-Xmx" + (HEAP_A_ROW * megabytes + HEAP_BESIDE_MEGABYTES) + "m";
        Path folder = FreshFolder.at(Project.ofThisProcess().root().resolve("target/soak"));
        ReplicaSetOptions servers = ReplicaSetOptions.of(engine)
                .withReplicas(1)
                .withServerOption("max-allowed-packet", "1G")
                .withServerOption(
                        engine == Engine.MARIADB ? "innodb-log-file-size" : "innodb-redo-log-capacity", REDO_LOG);
        LineOptions options = LineOptions.of(servers, folder)
                .withAgentJvm(heap, "-XX:+UseSerialGC")
                .withAgentSetting("snapshot.connections", "1")
                .withAgentSetting("tables.parallel", "1")
                .withAgentSetting("row.max-bytes", (megabytes + 1) + "MiB");
        try (Line line = Line.start(options)) {
            write(line.primary());
            line.catchUp();
            screen.sayWithSeconds("written and replicated");
            ToolOutcome backup = line.backup(line.replica()).require(0);
            screen.sayWithSeconds("backed up in " + Screen.seconds(backup.took()) + " by an agent with " + heap);
            line.agent(line.replica())
                    .start("verify", "--dt", line.dt().toString())
                    .await(Line.TOOL_LIMIT)
                    .require(0);
            requireEqual(atTheServer(line.replica()), inTheBackup(line));
            if (!line.replica().isReplicationRunning()) {
                throw new MismatchException("Replication does not run: " + line.replica());
            }
            screen.sayWithSeconds("verified");
        }
    }

    /** The servers make long bodies of a short one that no codec makes smaller. */
    private void write(Node primary) throws SQLException {
        byte[] piece = new byte[PIECE_BYTES];
        new SplittableRandom(seed).nextBytes(piece);
        long bytes = (long) megabytes << 20;
        primary.execute(
                "CREATE DATABASE large", "CREATE TABLE large.bodies (id INT PRIMARY KEY, body LONGBLOB NOT NULL)");
        try (Connection connection = primary.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO large.bodies VALUES (0, ?)")) {
            insert.setBytes(1, piece);
            insert.executeUpdate();
        }
        for (long length : List.of(bytes, 1L, bytes / 2)) {
            primary.execute("INSERT INTO large.bodies SELECT n, LEFT(REPEAT(body, " + (length / PIECE_BYTES + 1) + "), "
                    + length + ") FROM large.bodies, (SELECT COUNT(*) AS n FROM large.bodies) AS counted WHERE id = 0");
        }
    }

    private static List<String> atTheServer(Node replica) throws SQLException {
        return replica
                .queryTexts("SELECT CONCAT(id, ' ', LENGTH(body), ' ', SHA2(body, 256)) FROM large.bodies ORDER BY id")
                .stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    private static List<String> inTheBackup(Line line) throws IOException {
        List<String> rows = new ArrayList<>();
        try (S3Lake lake = line.backups().lake()) {
            for (BackupManifest manifest : CurrentManifests.of(lake, line.dt().toString())) {
                new BackupRows(lake, manifest)
                        .read(cells -> rows.add(new String(cells[0], StandardCharsets.US_ASCII) + " " + cells[1].length
                                + " " + sha256(cells[1])));
            }
        }
        return rows.stream().sorted().toList();
    }

    private static void requireEqual(List<String> server, List<String> backup) throws MismatchException {
        if (!server.equals(backup) || server.size() != 4) {
            throw new MismatchException("Rows differ: large.bodies (got " + backup + ", expected " + server + ")");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
