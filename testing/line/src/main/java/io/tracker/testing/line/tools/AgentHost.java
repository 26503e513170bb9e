package io.tracker.testing.line.tools;

import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One host's agent: its configuration as an operator would write it, and its command as a process. */
public final class AgentHost {
    /** The name that every configuration gives to the one replica set of a line. */
    public static final String REPLICA_SET = "demo";

    private final Project project;
    private final Path folder;
    private final Node node;
    private final List<String> jvmOptions;
    private int runs;

    private AgentHost(Project project, Path folder, Node node, List<String> jvmOptions) {
        this.project = project;
        this.folder = folder;
        this.node = node;
        this.jvmOptions = List.copyOf(jvmOptions);
    }

    /**
     * Writes the configuration of a host.
     *
     * @param folder the host's own; holds configuration, credentials, local state and logs
     * @param settings more keys of the agent's configuration; they win over these
     */
    public static AgentHost install(
            Project project,
            Path folder,
            ReplicaSet set,
            Node node,
            StoreAddress store,
            List<String> jvmOptions,
            Map<String, String> settings)
            throws IOException {
        Files.createDirectories(folder.resolve("state"));
        Path account = secret(
                folder.resolve("my.cnf"),
                "[client]\nuser=" + set.agentUser() + "\npassword=" + set.agentPassword() + "\n");
        Path keys = secret(
                folder.resolve("s3-keys"),
                "[default]\naws_access_key_id=" + store.accessKey() + "\naws_secret_access_key=" + store.secretKey()
                        + "\n");
        Map<String, String> config = new TreeMap<>();
        config.put("fleet.replica-set", REPLICA_SET);
        config.put("mysql.host", "127.0.0.1");
        config.put("mysql.port", Integer.toString(node.port()));
        config.put("mysql.ssl-mode", "disabled");
        config.put("mysql.defaults-file", account.toString());
        config.put("store.root", store.agentRoot());
        config.put("s3.endpoint", store.endpoint().toString());
        config.put("s3.credentials-file", keys.toString());
        config.put("state.directory", folder.resolve("state").toString());
        config.put("cutoff.latest-snapshot", "48h");
        config.putAll(settings);
        StringBuilder text = new StringBuilder();
        config.forEach(
                (key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        Files.writeString(folder.resolve("agent.properties"), text);
        return new AgentHost(project, folder, node, jvmOptions);
    }

    public Node node() {
        return node;
    }

    /** The configuration file. */
    public Path config() {
        return folder.resolve("agent.properties");
    }

    /** Where the agent keeps what must outlive it. */
    public Path state() {
        return folder.resolve("state");
    }

    /** Starts a command of the agent with this host's configuration. */
    public ToolRun start(String command, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(project.agent(jvmOptions));
        line.addAll(List.of(command, "--config", config().toString()));
        line.addAll(Arrays.asList(arguments));
        runs++;
        Path log = folder.resolve("logs").resolve(command + "-" + runs + ".log");
        return ToolRun.start("tracker-agent " + command + " on " + node.name(), line, Map.of(), log);
    }

    /** A file that its owner alone may read. */
    static Path secret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }
}
