package io.tracker.testing.s3server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 server on loopback that keeps its objects in a folder: a bucket is a folder in it.
 *
 * <p>Arguments: {@code <data folder> <port, or 0 for a free one> <access key>}. The secret key comes in the
 * environment as {@value #SECRET_KEY_VARIABLE}, or as the first line of standard input; never as an argument, which
 * everybody on the host can read. The server prints {@code READY <port>} when it answers requests, refuses requests that
 * are not signed with the secret, and lives until its standard input ends: it never outlives the process that started
 * it.
 */
public final class S3ServerMain {
    private static final String SECRET_KEY_VARIABLE = "TRACKER_S3_SECRET_KEY";
    private static final int REQUEST_THREADS = 64;

    private S3ServerMain() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            System.err.println("usage: S3ServerMain <data folder> <port or 0> <access key>"
                    + " (the secret key: environment " + SECRET_KEY_VARIABLE + ", or the first line of stdin)");
            System.exit(2);
        }
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        S3Proxy server = start(Path.of(args[0]), Integer.parseInt(args[1]), args[2], secretKey(input));
        System.out.println("READY " + server.getPort());
        System.out.flush();
        awaitEnd(input);
        // At once: a graceful stop would wait for clients that keep connections open.
        Runtime.getRuntime().halt(0);
    }

    private static S3Proxy start(Path dataFolder, int port, String accessKey, String secretKey) throws Exception {
        Files.createDirectories(dataFolder);
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(dataFolder.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                .jettyMaxThreads(REQUEST_THREADS)
                .build();
        server.start();
        return server;
    }

    private static String secretKey(BufferedReader input) throws IOException {
        String fromEnvironment = System.getenv(SECRET_KEY_VARIABLE);
        String secret = fromEnvironment != null ? fromEnvironment : input.readLine();
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException("S3 secret key is missing: got none in environment "
                    + SECRET_KEY_VARIABLE + " and none on stdin, expected one line");
        }
        return secret;
    }

    private static void awaitEnd(BufferedReader input) throws IOException {
        String line = input.readLine();
        while (line != null) {
            line = input.readLine();
        }
    }
}
