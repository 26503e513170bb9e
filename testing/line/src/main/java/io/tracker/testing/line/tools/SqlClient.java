package io.tracker.testing.line.tools;

import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ServerInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The command-line client that comes with a server, as root on the server's socket. */
public final class SqlClient {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final ServerInstallation installation;
    private final Node server;

    public SqlClient(ServerInstallation installation, Node server) {
        this.installation = installation;
        this.server = server;
    }

    /** The command, for a shell or a process. */
    public List<String> command() {
        List<String> command =
                new ArrayList<>(List.of(installation.program("mysql").toString(), "--no-defaults"));
        if (installation.engine() == Engine.MARIADB) {
            // MariaDB's client wants TLS, which the servers here have turned off.
            command.add("--skip-ssl");
        }
        command.addAll(List.of("--user=root", "--socket=" + server.socket()));
        return command;
    }

    /** Runs the statements of a file, from the folder that it lies in; throws what the client said when one fails. */
    public void run(Path script, String... options) throws IOException, InterruptedException {
        Path log = Files.createTempFile("sql-client-", ".log");
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", "cd \"$1\" && script=$2 && shift 2 && exec \"$@\" < \"$script\"", "sql-client"));
        command.add(script.toAbsolutePath().getParent().toString());
        command.add(script.getFileName().toString());
        command.addAll(command());
        command.addAll(Arrays.asList(options));
        try (ToolRun run = ToolRun.start("Client for " + script.getFileName(), command, Map.of(), log)) {
            run.await(LIMIT).require(0);
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
