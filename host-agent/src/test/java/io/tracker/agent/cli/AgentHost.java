package io.tracker.agent.cli;

import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** tracker-agent configured for one node of a replica set: in this JVM, or as a process with a heap of 256 MB. */
final class AgentHost {
    private final Path folder;
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private Clock clock = Clock.systemUTC();
    private List<String> jvm = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private String limits = "true";
    private Duration patience = Duration.ofMinutes(20);

    /** With a store in the file system, for tests that are not about S3. */
    AgentHost(Path folder, ReplicaSet set, Node node) throws IOException {
        this.folder = Files.createDirectories(folder);
        Path account = folder.resolve("my.cnf");
        Files.writeString(account, "[client]\nuser=" + set.agentUser() + "\npassword=" + set.agentPassword() + "\n");
        settings.put("fleet.replica-set", "demo");
        settings.put("lease.ttl", "2s");
        settings.put("retry.budget", "3s");
        settings.put("mysql.port", Integer.toString(node.port()));
        settings.put("mysql.ssl-mode", "disabled");
        settings.put("mysql.defaults-file", account.toString());
        settings.put("store.root", store().toUri().toString());
        settings.put("state.directory", state().toString());
        Files.createDirectories(store());
        Files.createDirectories(state());
    }

    AgentHost(Path folder, ReplicaSet set, Node node, S3Server s3, String prefix) throws IOException {
        this.folder = Files.createDirectories(folder);
        Path account = folder.resolve("my.cnf");
        Files.writeString(account, "[client]\nuser=" + set.agentUser() + "\npassword=" + set.agentPassword() + "\n");
        Path keys = folder.resolve("keys");
        Files.writeString(
                keys,
                "[default]\naws_access_key_id=" + s3.accessKey() + "\naws_secret_access_key=" + s3.secretKey() + "\n");
        settings.put("fleet.replica-set", "demo");
        settings.put("lease.ttl", "2s");
        settings.put("retry.budget", "3s");
        settings.put("mysql.port", Integer.toString(node.port()));
        settings.put("mysql.ssl-mode", "disabled");
        settings.put("mysql.defaults-file", account.toString());
        settings.put("store.root", "s3://lake/" + prefix);
        settings.put("s3.endpoint", s3.endpoint().toString());
        settings.put("s3.credentials-file", keys.toString());
        settings.put("state.directory", folder.resolve("state").toString());
    }

    /**
     * How a process ended.
     *
     * @param exit its code
     * @param out standard output
     * @param err standard error
     */
    record Ended(int exit, String out, String err) {
        /** What an operator reads of an error: without the log's lines, which begin with a time. */
        List<String> errorLines() {
            return err.lines()
                    .filter(line -> !line.matches("\\d{4}-\\d\\d-\\d\\dT.*|progress: .*"))
                    .toList();
        }
    }

    /** Where the store in the file system lies. */
    Path store() {
        return folder.resolve("store");
    }

    AgentHost with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Runs in this JVM believe that it is so much later. */
    AgentHost later(Duration time) {
        clock = Clock.offset(Clock.systemUTC(), time);
        return this;
    }

    /** Runs in this JVM believe that clock. */
    AgentHost at(Clock other) {
        clock = other;
        return this;
    }

    /** Processes begin with these options of the JVM. */
    AgentHost jvm(String... options) {
        jvm = List.of(options);
        return this;
    }

    /** Processes begin in a shell that has run this command, such as {@code ulimit}. */
    AgentHost limited(String shellCommand) {
        limits = shellCommand;
        return this;
    }

    /** Processes are waited for so long. */
    AgentHost patient(Duration limit) {
        patience = limit;
        return this;
    }

    AgentHost environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Local state of the agent. */
    Path state() {
        return folder.resolve("state");
    }

    /** In this JVM, for what needs no process of its own. */
    Ended run(String command, String... options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Console.Terminal.PLAIN,
                clock);
        ExitCode code = new CommandRunner(console).run(words(command, options));
        return new Ended(code.number(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** As an operator's shell does. */
    Ended runProcess(String command, String... options) throws IOException, InterruptedException {
        return await(start(command, options));
    }

    Ended await(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IOException("tracker-agent did not end in " + patience + "\n" + read("err"));
        }
        return new Ended(process.exitValue(), read("out"), read("err"));
    }

    Process start(String command, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of("bash", "-c", limits + " && exec \"$@\"", "tracker-agent"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvm);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), TrackerAgent.class.getName()));
        line.addAll(words(command, options));
        ProcessBuilder process = new ProcessBuilder(line);
        process.environment().putAll(environment);
        return process.redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /** Stops the process, as SIGSTOP does, at the moment when its log says so. */
    void pauseWhen(Process process, String words) throws IOException, InterruptedException {
        awaitWords(process, words);
        signal(process, "STOP");
    }

    /** Waits until the process's log says so. */
    void awaitWords(Process process, String words) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!read("err").contains(words)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("tracker-agent never said '" + words + "'\n" + read("err"));
            }
            Thread.sleep(1);
        }
    }

    /** What the process has written to its log so far. */
    String log() throws IOException {
        return read("err");
    }

    void resume(Process process) throws IOException, InterruptedException {
        signal(process, "CONT");
    }

    /** Sends a signal, such as {@code USR1}. */
    void signal(Process process, String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill -" + name + " failed: " + exit);
        }
    }

    private List<String> words(String command, String... options) throws IOException {
        Path config = folder.resolve("agent.properties");
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        Files.writeString(config, text);
        List<String> words = new ArrayList<>(List.of(command, "--config", config.toString()));
        words.addAll(List.of(options));
        return words;
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }
}
