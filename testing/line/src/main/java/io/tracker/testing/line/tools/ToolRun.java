package io.tracker.testing.line.tools;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A tool as a process of its own. Closing kills it when it still runs; so does the end of this JVM. */
public final class ToolRun implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(3);

    private final String name;
    private final Process process;
    private final Path log;
    private final long startedNanos;
    private final Thread hook;

    private ToolRun(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.startedNanos = System.nanoTime();
        this.hook = new Thread(process::destroyForcibly, "shutdown-" + name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a process whose output goes to a file.
     *
     * @param environment added to this process's own
     */
    public static ToolRun start(String name, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ToolRun(name, builder.start(), log);
    }

    /** Waits for the end; kills the process and throws when it takes longer than the limit. */
    public ToolOutcome await(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            kill9();
            throw new IOException(name + " does not end within " + limit + ". It printed:\n" + output());
        }
        close();
        return new ToolOutcome(name, process.exitValue(), output(), age(), log);
    }

    /** Waits at most this long; returns whether the process has ended. */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits until it has printed a text; returns whether it did before its end, or before the limit was over. */
    public boolean prints(String text, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!output().contains(text)) {
            if (endsWithin(BETWEEN_LOOKS) || System.nanoTime() > deadline) {
                return output().contains(text);
            }
        }
        return true;
    }

    /** Since its start. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** SIGKILL, and waits until the process is gone. */
    public void kill9() throws InterruptedException {
        process.destroyForcibly().waitFor();
        close();
    }

    /** SIGSTOP: the process does nothing more, and its connections stay open. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(name + " cannot be sent SIG" + signal + ": kill ended with " + exit);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** What it has printed so far. */
    public String output() throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down, and the hook does the same.
        }
    }
}
