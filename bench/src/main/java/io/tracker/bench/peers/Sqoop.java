package io.tracker.bench.peers;

import io.tracker.bench.peers.Contestant.Attempt;
import io.tracker.testing.servers.ReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Sqoop 1.4.7 by Hadoop's local runner, one mapper: from the server to text without compression. It takes part only when it is asked for,
 * since its class path of old libraries is fetched for it alone.
 */
final class Sqoop {
    static final String NAME = "Sqoop";

    private static final int STAGE = 1;

    private Sqoop() {}

    /**
     * Sqoop.
     *
     * @throws IOException if its class path is not there
     */
    static Contestant importing(BenchServers servers) throws IOException {
        Path libraries = servers.project().root().resolve("testing/sqoop/target/lib");
        if (!Files.isDirectory(libraries)) {
            throw new IOException("Sqoop is not there: " + libraries
                    + "; HINT: ./tracker bench --peers Sqoop fetches it, or mvn package -f testing/sqoop/pom.xml");
        }
        ReplicaSet set = servers.line().servers();
        return new Contestant(NAME, STAGE, (table, size, folder) -> {
            Path text = folder.resolve("text");
            String generated = folder.resolve("generated").toString();
            return Attempt.leaving(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx1g",
                            "-cp",
                            libraries + "/*",
                            "org.apache.sqoop.Sqoop",
                            "import",
                            "-fs",
                            "file:///",
                            "-jt",
                            "local",
                            "-D",
                            "hadoop.tmp.dir=" + folder.resolve("work"),
                            "--connect",
                            "jdbc:mysql://127.0.0.1:" + servers.server().port() + "/" + size.schema()
                                    + "?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                            "--username",
                            set.agentUser(),
                            "--password",
                            set.agentPassword(),
                            "--table",
                            table.key(),
                            "--num-mappers",
                            "1",
                            "--target-dir",
                            text.toUri().toString(),
                            "--outdir",
                            generated,
                            "--bindir",
                            generated),
                    text);
        });
    }
}
