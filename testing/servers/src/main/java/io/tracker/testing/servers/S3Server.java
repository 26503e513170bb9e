package io.tracker.testing.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An S3 server in a process of its own, on loopback, with keys of its own and a temporary folder for its objects. It
 * speaks plain HTTP and wants path-style requests. Closing ends the process and deletes the objects; so does the end of
 * the JVM.
 */
public final class S3Server implements AutoCloseable {
    private static final Path JAR = Path.of("testing", "s3server", "target", "testing-s3server-0.1.0.jar");
    private static final long START_LIMIT_SECONDS = 60;
    private static final int ACCESS_KEY_BYTES = 9;
    private static final int SECRET_KEY_BYTES = 20;

    private final WorkFolder work;
    private final int port;
    private final String accessKey;
    private final String secretKey;
    private final ShutdownHook hook;
    private Process process;

    private S3Server(WorkFolder work, int port) throws IOException, InterruptedException {
        this.work = work;
        this.port = port;
        this.accessKey = "AK" + RandomText.ofBytes(ACCESS_KEY_BYTES).toUpperCase(Locale.ROOT);
        this.secretKey = RandomText.ofBytes(SECRET_KEY_BYTES);
        this.process = launch();
        this.hook = ShutdownHook.closing(this);
    }

    /** Refuses when the module {@code testing/s3server} is not built. */
    public static S3Server start() throws IOException, InterruptedException {
        WorkFolder work = WorkFolder.create();
        try {
            return new S3Server(work, FreePort.pick());
        } catch (IOException | InterruptedException | RuntimeException e) {
            work.close();
            throw e;
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    public String accessKey() {
        return accessKey;
    }

    public String secretKey() {
        return secretKey;
    }

    /** The folder that holds a folder for each bucket. */
    public Path data() {
        return work.path().resolve("s3");
    }

    public long pid() {
        return process.pid();
    }

    /** Does nothing when the bucket exists. */
    public void createBucket(String name) throws IOException {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("Bucket name is not one of S3: got " + name
                    + ", expected 3 to 63 lower-case letters, digits, hyphens and dots");
        }
        Files.createDirectories(data().resolve(name));
    }

    /** The same port, keys and objects; uploads in flight are cut. Works on a running and on a killed server. */
    public void restart() throws IOException, InterruptedException {
        kill9();
        process = launch();
    }

    /** SIGKILL. */
    public void kill9() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        try (work) {
            kill9();
        } finally {
            hook.forget();
        }
    }

    private Process launch() throws IOException, InterruptedException {
        Path jar = ProjectFolders.root().resolve(JAR);
        if (!Files.isRegularFile(jar)) {
            throw new IOException("S3 server is not built: " + jar + " is missing"
                    + "\nHINT: mvn -pl testing/s3server package; tracker.root must name the project's folder");
        }
        Path log = work.path().resolve("s3.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        data().toString(),
                        Integer.toString(port),
                        accessKey))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("TRACKER_S3_SECRET_KEY", secretKey);
        Process launched = builder.start();
        try {
            awaitReady(launched, log);
            return launched;
        } catch (IOException | InterruptedException | RuntimeException e) {
            launched.destroyForcibly();
            throw e;
        }
    }

    private static void awaitReady(Process launched, Path log) throws IOException, InterruptedException {
        CompletableFuture<String> firstLine = CompletableFuture.supplyAsync(() -> firstLineOf(launched));
        String line;
        try {
            line = firstLine.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("S3 server does not start within " + START_LIMIT_SECONDS + " s", e);
        }
        if (!line.startsWith("READY ")) {
            throw new IOException("S3 server does not start: got \"" + line + "\", expected READY and its port\n"
                    + new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
        }
    }

    private static String firstLineOf(Process launched) {
        try {
            String line = new BufferedReader(new InputStreamReader(launched.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }
}
