package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ServersOfAKilledJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource
    void dieWithIt(Engine engine) throws Exception {
        Engines.require(engine, Assumptions::abort);
        Process jvm = new ProcessBuilder(Stream.of(
                                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()),
                                trackerProperties(),
                                Stream.of(
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Starter.class.getName(),
                                        engine.key()))
                        .flatMap(arguments -> arguments)
                        .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
            List<Long> pids = Arrays.stream(output.readLine().split(" "))
                    .map(Long::valueOf)
                    .toList();
            assertEquals(3, pids.stream().filter(ServersOfAKilledJvmIT::lives).count());
            jvm.destroyForcibly().waitFor();
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (pids.stream().anyMatch(ServersOfAKilledJvmIT::lives) && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
            assertTrue(pids.stream().noneMatch(ServersOfAKilledJvmIT::lives), "a process is left of " + pids);
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static Stream<String> trackerProperties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("tracker."))
                .map(name -> "-D" + name + "=" + System.getProperty(name));
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Starts a server that runs, one that is paused, and the S3 server; prints their process ids, and waits to be killed. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] args) throws Exception {
            try (ReplicaSet set = ReplicaSet.start(
                            ReplicaSetOptions.of(Engine.ofKey(args[0])).withReplicas(1));
                    S3Server s3 = S3Server.start()) {
                set.primary().pause();
                System.out.println(
                        set.primary().pid() + " " + set.replicas().get(0).pid() + " " + s3.pid());
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            }
        }
    }
}
