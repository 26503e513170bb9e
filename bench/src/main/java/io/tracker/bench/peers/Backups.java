package io.tracker.bench.peers;

import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.SqlClient;
import io.tracker.testing.line.tools.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stage 1: from the server to compressed files. */
final class Backups {
    private Backups() {}

    /** The agent as packaged, over S3; nothing of what it proves is turned off. */
    record Agent(BenchServers servers, String dt) implements Contestant {
        @Override
        public String name() {
            return "tracker-agent";
        }

        @Override
        public int stage() {
            return 1;
        }

        @Override
        public Attempt attempt(BenchTable table, Size size, Path folder) throws IOException {
            String prefix = "stage1/" + folder.getFileName();
            return new Attempt(
                    command(servers, table, size, folder, prefix, dt),
                    servers.bucket().resolve(prefix));
        }

        static List<String> command(
                BenchServers servers, BenchTable table, Size size, Path folder, String prefix, String dt)
                throws IOException {
            StoreAddress root = servers.line().store().at(prefix);
            Map<String, String> settings = Map.of(
                    "tables.include",
                    size.schema() + "." + table.key(),
                    "schemas.exclude",
                    "bench," + other(size).schema());
            AgentHost host = AgentHost.install(
                    servers.project(),
                    folder,
                    servers.line().servers(),
                    servers.server(),
                    root,
                    BenchServers.AGENT_JVM,
                    settings);
            List<String> command = new ArrayList<>(servers.project().agent(BenchServers.AGENT_JVM));
            command.addAll(List.of("backup", "--config", host.config().toString(), "--dt", dt));
            return command;
        }

        private static Size other(Size size) {
            return size == Size.ONCE ? Size.TWICE : Size.ONCE;
        }
    }

    /** The server's own dump, compressed by zstd. */
    record Dump(BenchServers servers, Path zstd) implements Contestant {
        @Override
        public String name() {
            return program() + " | zstd -1";
        }

        @Override
        public int stage() {
            return 1;
        }

        @Override
        public Attempt attempt(BenchTable table, Size size, Path folder) throws IOException {
            Files.createDirectories(folder);
            List<String> command = client(servers);
            command.set(
                    0,
                    servers.line().servers().installation().program(program()).toString());
            command.addAll(List.of(
                    "--single-transaction",
                    "--quick",
                    "--hex-blob",
                    "--skip-lock-tables",
                    size.schema(),
                    table.key(),
                    "|",
                    zstd.toString(),
                    "-q",
                    "-1",
                    "-o",
                    folder.resolve("dump.sql.zst").toString()));
            return new Attempt(command, folder);
        }

        private String program() {
            return switch (servers.engine()) {
                case MARIADB -> "mariadb-dump";
                case MYSQL -> "mysqldump";
            };
        }
    }

    /** mydumper with its own compression. */
    record MyDumper(BenchServers servers, Path program) implements Contestant {
        @Override
        public String name() {
            return "mydumper -c";
        }

        @Override
        public int stage() {
            return 1;
        }

        @Override
        public Attempt attempt(BenchTable table, Size size, Path folder) throws IOException {
            Files.createDirectories(folder);
            return new Attempt(
                    List.of(
                            program.toString(),
                            "--socket",
                            servers.server().socket().toString(),
                            "--user",
                            "root",
                            "--database",
                            size.schema(),
                            "--tables-list",
                            table.key(),
                            "--threads",
                            "2",
                            "--compress",
                            "--outputdir",
                            folder.resolve("dump").toString()),
                    folder);
        }
    }

    private static List<String> client(BenchServers servers) {
        return new ArrayList<>(new SqlClient(servers.line().servers().installation(), servers.server()).command());
    }
}
