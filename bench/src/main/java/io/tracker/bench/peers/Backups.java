package io.tracker.bench.peers;

import io.tracker.bench.peers.Contestant.Attempt;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.SqlClient;
import io.tracker.testing.line.tools.StoreAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stage 1: from the server to compressed files. */
final class Backups {
    private static final int STAGE = 1;

    private Backups() {}

    /** The agent as packaged, over S3; nothing of what it proves is turned off. */
    static Contestant agent(BenchServers servers, String dt) {
        return new Contestant("tracker-agent", STAGE, (table, size, folder) -> {
            String prefix = "stage1/" + folder.getFileName();
            return agent(servers, table, size, folder, prefix, dt);
        });
    }

    /** A run of the agent that leaves its backup below a prefix. */
    static Attempt agent(BenchServers servers, BenchTable table, Size size, Path folder, String prefix, String dt)
            throws IOException {
        StoreAddress root = servers.line().store().at(prefix);
        Size other = size == Size.ONCE ? Size.TWICE : Size.ONCE;
        Map<String, String> settings = Map.of(
                "tables.include", size.schema() + "." + table.key(), "schemas.exclude", "bench," + other.schema());
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
        return new Attempt(command, servers.bucket().resolve(prefix));
    }

    /** The server's own dump, compressed by zstd. */
    static Contestant dump(BenchServers servers, Path zstd) {
        String program =
                switch (servers.engine()) {
                    case MARIADB -> "mariadb-dump";
                    case MYSQL -> "mysqldump";
                };
        return new Contestant(program + " | zstd -1", STAGE, (table, size, folder) -> {
            List<String> command =
                    new ArrayList<>(new SqlClient(servers.line().servers().installation(), servers.server()).command());
            command.set(
                    0, servers.line().servers().installation().program(program).toString());
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
        });
    }

    /** mydumper with its own compression. */
    static Contestant myDumper(BenchServers servers, Path program) {
        return new Contestant(
                "mydumper -c",
                STAGE,
                (table, size, folder) -> new Attempt(
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
                        folder));
    }
}
