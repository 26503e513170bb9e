package io.tracker.bench.peers;

import io.tracker.bench.peers.Contestant.Attempt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One connection that reads one table: how near the agent's row path comes to the server's own sending, and what of it the sink costs. */
final class Streams {
    /** The server's own sending. */
    static final String DRAIN = name(OneStream.Mode.DRAIN);
    /** The agent's row path without a sink. */
    static final String NULL = name(OneStream.Mode.NULL);

    private static final int STAGE = 1;

    private Streams() {}

    static List<Contestant> all(BenchServers servers) {
        return Arrays.stream(OneStream.Mode.values())
                .map(mode -> contestant(servers, mode))
                .toList();
    }

    private static Contestant contestant(BenchServers servers, OneStream.Mode mode) {
        return new Contestant(name(mode), STAGE, (table, size, folder) -> {
            Path file = folder.resolve("backup").resolve("table.avro");
            List<String> command = new ArrayList<>(servers.project().bench(BenchServers.agentJvm(), "OneStream"));
            command.addAll(List.of(
                    mode.name(),
                    Backups.host(servers, folder, "streams", Backups.only(table, size))
                            .config()
                            .toString(),
                    size.schema(),
                    table.key(),
                    Long.toString(servers.rows(table, size)),
                    file.toString()));
            return switch (mode) {
                case DRAIN, NULL -> Attempt.leavingNothing(command);
                case FILE -> Attempt.leaving(command, Files.createDirectories(file.getParent()));
            };
        });
    }

    private static String name(OneStream.Mode mode) {
        return "stream: " + mode.name().toLowerCase(Locale.ROOT);
    }
}
