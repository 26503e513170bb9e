package io.tracker.testing.line.tools;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The classes that the agent loads, in a file that JVMs map: where the agent starts often, that takes a third off each run's CPU. */
public final class ClassArchive {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int DOCTOR_FOUND_TROUBLE = 2;

    private ClassArchive() {}

    /**
     * Options of the JVM, and the archive of the agent that is built. The first to ask makes it, by a run of the doctor that finds neither
     * server nor store and so loads the clients of both; others wait for that.
     */
    public static List<String> ofAgent(Project project, List<String> jvmOptions)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(project.root().resolve("testing/line/target/classes-of-agent"));
        long built = Files.getLastModifiedTime(project.agentJar()).toMillis();
        Path archive = folder.resolve("agent-" + built + ".jsa");
        try (FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            if (!Files.exists(archive)) {
                make(project, jvmOptions, folder, archive);
            }
        }
        // the JVM has something to say of a class path that it finds changed
        return Stream.concat(jvmOptions.stream(), Stream.of("-Xlog:disable", "-XX:SharedArchiveFile=" + archive))
                .toList();
    }

    private static void make(Project project, List<String> jvmOptions, Path folder, Path archive)
            throws IOException, InterruptedException {
        Path beside = Files.createTempDirectory(folder, "first-");
        Path made = beside.resolve("agent.jsa");
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + made));
        List<String> command = new ArrayList<>(project.agent(options));
        command.addAll(List.of("doctor", "--config", nowhere(beside).toString()));
        try (ToolRun run = ToolRun.start("tracker-agent doctor", command, Map.of(), beside.resolve("log"))) {
            run.await(LIMIT).require(DOCTOR_FOUND_TROUBLE);
        }
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A configuration that leads nowhere: nobody listens on port 1. */
    private static Path nowhere(Path folder) throws IOException {
        Path account = AgentHost.secret(folder.resolve("my.cnf"), "[client]\nuser=nobody\npassword=nothing\n");
        Path keys = AgentHost.secret(
                folder.resolve("keys"), "[default]\naws_access_key_id=nobody\naws_secret_access_key=nothing\n");
        return Files.writeString(
                folder.resolve("agent.properties"),
                String.join(
                        "\n",
                        "fleet.replica-set = nowhere",
                        "mysql.port = 1",
                        "mysql.ssl-mode = disabled",
                        "mysql.defaults-file = " + account,
                        "store.root = s3://nowhere/tracker",
                        "s3.endpoint = http://127.0.0.1:1",
                        "s3.credentials-file = " + keys,
                        "s3.timeout = 1s",
                        "state.directory = " + Files.createDirectory(folder.resolve("state")),
                        ""));
    }
}
