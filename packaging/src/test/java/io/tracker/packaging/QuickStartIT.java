package io.tracker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer with docs/quick-start.md and nothing else, on three hosts: each of its commands as it stands there. */
final class QuickStartIT {
    @TempDir
    private Path folder;

    @Test
    void leadsFromThreeHostsToAQuery() throws Exception {
        Engines.require(Engine.MARIADB, Assumptions::abort);
        Program.assume("dpkg-deb");
        Guide guide = Guide.read("quick-start.md");
        try (ReplicaSet set =
                        ReplicaSet.start(ReplicaSetOptions.of(Engine.MARIADB).withReplicas(2));
                S3Server s3 = S3Server.start()) {
            s3.createBucket("lake");
            set.primary().execute("DROP USER '" + set.agentUser() + "'@'127.0.0.1'");
            set.primary().execute(guide.block("1. ", "sql").strip().split(";\n?"));
            Shop.open(set);

            long begin = System.nanoTime();
            for (Node node : set.nodes()) {
                Shell host = host(node);
                boolean primary = node == set.primary();
                host.put("/etc/tracker-agent/my.cnf", guide.block("2. ", "ini"));
                List<String> blocks = guide.blocks("2. ", "sh");
                host.run(blocks.get(0)).require(0);
                fillIn(host, guide, node, s3);
                // on the primary the doctor says that there is no replica here, and goes on to the rest
                Program.Ended run = host.run(primary ? without("doctor", blocks.get(1)) : blocks.get(1));
                run.require(0);
                assertTrue(run.output().contains(primary ? "nothing to do: " : "Backup of shop-1 dt="), run.output());
                String listed =
                        host.run(blocks.get(2)).require(primary ? 11 : 0).output();
                assertTrue(primary || listed.contains("shop.orders: manifest 1, "), listed);
            }

            Shell edge = Shell.of(folder.resolve("edge"));
            Files.copy(ScratchRoot.built("-jobs.tar.gz"), edge.at("/tracker-0.1.0-jobs.tar.gz"));
            edge.with("HADOOP_CONF_DIR", coreSite(edge, s3)).with("TRACKER_JOBS_CLIENT", "bundled");
            String jobs = edge.run(guide.block("3. ", "sh")).require(0).output();
            assertTrue(jobs.contains(": complete: 1 of 1 table"), jobs);
            String report = Files.readString(edge.at("/tracker-jobs-0.1.0/report.html"));
            assertTrue(report.contains("shop-1") && report.contains("</html>"), "the report is no page of this day");

            String query = guide.block("4. ", "duckdb")
                    .replace("s3://lake/", s3.data().resolve("lake").toString() + "/");
            try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duckDb.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                assertTrue(rows.next());
                assertEquals(3, rows.getLong("orders"));
                assertEquals(2, rows.getLong("notes"));
            }
            System.out.printf(
                    "Quick start: three hosts, conversion, report and query took %d s%n",
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        }
    }

    private Shell host(Node node) throws IOException {
        Shell host = Shell.of(folder.resolve(node.name()));
        Files.copy(
                ScratchRoot.built(".deb"),
                host.at("/" + ScratchRoot.built(".deb").getFileName()));
        return host;
    }

    /** The document's keys as they stand, and beside them what an operator of these servers knows. */
    private static void fillIn(Shell host, Guide guide, Node node, S3Server s3) throws IOException {
        InstalledHost installed = InstalledHost.in(host.at("/var"), host.root());
        for (String line : guide.block("2. ", "properties").strip().lines().toList()) {
            String[] setting = line.split(" *= *", 2);
            installed.with(
                    setting[0], setting[1].replace("/etc/", host.at("/etc/").toString() + "/"));
        }
        Path keys = host.at("/etc/tracker-agent/keys");
        Files.writeString(
                keys,
                "[default]\naws_access_key_id=" + s3.accessKey() + "\naws_secret_access_key=" + s3.secretKey() + "\n");
        installed
                .with("mysql.port", Integer.toString(node.port()))
                .with("s3.endpoint", s3.endpoint().toString())
                .with("s3.credentials-file", keys.toString())
                .with("state.directory", installed.state().toString());
    }

    private static Path coreSite(Shell edge, S3Server s3) throws IOException {
        Path conf = Files.createDirectories(edge.at("/conf"));
        StringBuilder xml = new StringBuilder("<configuration>");
        for (List<String> setting : List.of(
                List.of("fs.s3a.endpoint", s3.endpoint().toString()),
                List.of("fs.s3a.path.style.access", "true"),
                List.of("fs.s3a.access.key", s3.accessKey()),
                List.of("fs.s3a.secret.key", s3.secretKey()))) {
            xml.append("<property><name>").append(setting.get(0)).append("</name><value>");
            xml.append(setting.get(1)).append("</value></property>");
        }
        Files.writeString(conf.resolve("core-site.xml"), xml.append("</configuration>"));
        return conf;
    }

    private static String without(String word, String block) {
        return String.join(
                "\n",
                Arrays.stream(block.split("\n"))
                        .filter(line -> !line.contains(word))
                        .toList());
    }
}
