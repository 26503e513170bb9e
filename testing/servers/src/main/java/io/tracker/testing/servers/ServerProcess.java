package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server's process, started under a watchdog: it dies with this JVM, also when the JVM is killed. It is in a session of
 * its own, so that Ctrl-C reaches the JVM alone, which ends its servers in order.
 */
final class ServerProcess {
    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(10);
    private static final String WATCHDOG = Resource.text("watchdog.sh");

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Starts the command in a folder, with all its output in {@code log}. */
    static ServerProcess start(List<String> command, Path folder, Path log) throws IOException {
        List<String> watched = Stream.concat(Stream.of("setsid", "sh", "-c", WATCHDOG, "watchdog"), command.stream())
                .toList();
        return new ServerProcess(new ProcessBuilder(watched)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the server to end, and kills it when it has not ended within the limit. */
    void stop(Duration limit) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGKILL, without waiting. */
    void killNow() {
        process.destroyForcibly();
    }

    /** SIGSTOP; returns when every thread stands still. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
        long deadline = System.nanoTime() + SIGNAL_LIMIT.toNanos();
        while (!allThreadsStandStill()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "Process does not stand still: " + pid() + " (expected within " + SIGNAL_LIMIT + ")");
            }
            Thread.sleep(1);
        }
    }

    /** SIGCONT. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        CommandRun.of(List.of("kill", "-" + name, Long.toString(pid())), SIGNAL_LIMIT)
                .outputOfSuccess();
    }

    /** The state of a thread is the letter behind its name in parentheses, see proc(5). */
    private boolean allThreadsStandStill() throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid()), "task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        }
    }
}
