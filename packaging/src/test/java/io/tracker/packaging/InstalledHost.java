package io.tracker.packaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A database host with the agent's package in a root of its own, whose configuration is filled in as an operator does it. */
final class InstalledHost {
    private final Path folder;
    private final ScratchRoot root;

    private InstalledHost(Path folder, ScratchRoot root) {
        this.folder = folder;
        this.root = root;
    }

    static InstalledHost install(Path folder) throws IOException, InterruptedException {
        return new InstalledHost(folder, ScratchRoot.install(folder.resolve("root")));
    }

    /** A host whose package somebody else has unpacked there. */
    static InstalledHost in(Path folder, ScratchRoot root) {
        return new InstalledHost(folder, root);
    }

    /** The keys that lead to a server, with the account's file, and what it leaves on the host. */
    InstalledHost fillIn(ReplicaSet set, Node node) throws IOException {
        Files.createDirectories(metricsFile().getParent());
        password(set, set.agentPassword());
        return with("fleet.replica-set", "shop-1")
                .with("mysql.port", Integer.toString(node.port()))
                .with("mysql.defaults-file", account().toString())
                .with("metrics.file", metricsFile().toString())
                .with("state.directory", state().toString());
    }

    /** Those that lead to a store, too. */
    InstalledHost fillIn(ReplicaSet set, Node node, S3Server s3) throws IOException {
        Files.writeString(
                keys(),
                "[default]\naws_access_key_id=" + s3.accessKey() + "\naws_secret_access_key=" + s3.secretKey() + "\n");
        return fillIn(set, node)
                .with("store.root", "s3://lake/tracker")
                .with("s3.endpoint", s3.endpoint().toString())
                .with("s3.credentials-file", keys().toString());
    }

    /** The key gets its value, and loses its comment sign. */
    InstalledHost with(String key, String value) throws IOException {
        Path file = root.at("/etc/tracker-agent/agent.properties");
        String text = Files.readString(file);
        String name = key.replace(".", "\\.");
        assertTrue(text.matches("(?s).*\n#?" + name + " =.*"), key);
        Files.writeString(file, text.replaceFirst("\n#?" + name + " =[^\n]*", "\n" + key + " = " + value));
        return this;
    }

    InstalledHost password(ReplicaSet set, String password) throws IOException {
        Files.writeString(account(), "[client]\nuser=" + set.agentUser() + "\npassword=" + password + "\n");
        return this;
    }

    /** Runs the command of a line of the service. */
    Program.Ended start(String key, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(root.command(key));
        command.addAll(List.of(more));
        return Program.of(command).run();
    }

    String metrics() throws IOException {
        return Files.readString(metricsFile());
    }

    Path state() {
        return folder.resolve("state");
    }

    private Path metricsFile() {
        return folder.resolve("collected/tracker.prom");
    }

    private Path account() {
        return folder.resolve("my.cnf");
    }

    private Path keys() {
        return folder.resolve("keys");
    }
}
