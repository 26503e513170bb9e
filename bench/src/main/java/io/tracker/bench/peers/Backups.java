package io.tracker.bench.peers;

import io.tracker.agent.config.ConfigReader;
import io.tracker.bench.peers.Contestant.Attempt;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.SqlClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stage 1: from the server to compressed files. */
final class Backups {
    /** The name of ours. */
    static final String AGENT = "tracker-agent";

    private static final int STAGE = 1;

    private Backups() {}

    /** The agent as packaged, over S3, perhaps with a setting; nothing of what it proves is turned off. */
    static Contestant agent(BenchServers servers, String dt, Optional<Setting> setting) {
        return new Contestant(Setting.name(AGENT, setting), STAGE, (table, size, folder) -> {
            String prefix = "stage1/" + folder.getFileName();
            Map<String, String> settings = new HashMap<>(only(table, size));
            setting.filter(with -> !with.isOfJvm()).ifPresent(with -> settings.put(with.key(), with.value()));
            return attempt(servers, host(servers, folder, prefix, settings), prefix, dt, setting);
        });
    }

    /** A run of the agent that leaves its backup below a prefix. */
    static Attempt agent(BenchServers servers, BenchTable table, Size size, Path folder, String prefix, String dt)
            throws IOException {
        return attempt(servers, host(servers, folder, prefix, only(table, size)), prefix, dt, Optional.empty());
    }

    /**
     * Has the agent say whether it takes a setting, before anything is measured.
     *
     * @throws io.tracker.agent.failure.OperatorException if it does not
     */
    static void requireTaken(BenchServers servers, Path folder, Setting setting) throws IOException {
        if (setting.isOfJvm()) {
            return;
        }
        AgentHost host = host(servers, folder, "none", Map.of(setting.key(), setting.value()));
        ConfigReader.read(host.config(), List.of());
    }

    /** The configuration of a host whose agent writes below a prefix. */
    static AgentHost host(BenchServers servers, Path folder, String prefix, Map<String, String> settings)
            throws IOException {
        return AgentHost.install(
                servers.project(),
                folder,
                servers.line().servers(),
                servers.server(),
                servers.line().store().at(prefix),
                BenchServers.agentJvm(),
                settings);
    }

    /** Settings by which the agent takes one table alone. */
    static Map<String, String> only(BenchTable table, Size size) {
        Size other = size == Size.ONCE ? Size.TWICE : Size.ONCE;
        return Map.of(
                "tables.include", size.schema() + "." + table.key(), "schemas.exclude", "bench," + other.schema());
    }

    private static Attempt attempt(
            BenchServers servers, AgentHost host, String prefix, String dt, Optional<Setting> setting)
            throws IOException {
        Path collections = host.config().resolveSibling("collections.log");
        List<String> options = Setting.jvm(BenchServers.agentJvm(), setting);
        options.add(CollectionLog.option(collections));
        List<String> command = new ArrayList<>(servers.project().agent(options));
        command.addAll(List.of("backup", "--config", host.config().toString(), "--dt", dt));
        return Attempt.leaving(command, servers.bucket().resolve(prefix)).logging(collections);
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
            return Attempt.leaving(command, folder);
        });
    }

    /** mydumper with its own compression. */
    static Contestant myDumper(BenchServers servers, Path program) {
        return new Contestant(
                "mydumper -c",
                STAGE,
                (table, size, folder) -> Attempt.leaving(
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
