package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ServerConfigTest {
    private static final Path SERVER = Path.of("/opt/server/bin/mariadbd");
    private static final ServerInstallation INSTALLATION =
            new ServerInstallation(Engine.MARIADB, "11.4.5", Path.of("/opt/server"), SERVER, Map.of());
    private static final ReplicaSetOptions SET =
            ReplicaSetOptions.of(Engine.MARIADB).withServerOption("max_connections", "10");
    private static final NodeOptions NODE =
            NodeOptions.primary("primary").withServerOption("innodb_buffer_pool_size", "96M");

    @Test
    void listensOnLoopbackAlone() {
        assertTrue(lines(false).contains("bind-address=127.0.0.1"));
        assertTrue(lines(false).contains("port=15001"));
    }

    @Test
    void optionsOfSetAndNodeReplaceTheDefaultsHoweverTheyAreSpelt() {
        assertEquals(List.of("max-connections=10"), starting("max"));
        assertEquals(List.of("innodb-buffer-pool-size=96M"), starting("innodb-buffer"));
    }

    @Test
    void anOptionWithoutAValueIsItsName() {
        assertEquals(List.of("skip-ssl"), starting("skip-ssl"));
    }

    @Test
    void onlyAReplicaIsReadOnly() {
        assertTrue(lines(true).contains("read-only=ON"));
        assertTrue(lines(false).contains("read-only=OFF"));
    }

    @Test
    void refusesAFolderWhosePathIsTooLongForASocket() {
        Path folder = Path.of("/" + "x".repeat(110));
        String message = assertThrows(IllegalArgumentException.class, () -> config(folder))
                .getMessage();
        assertTrue(message.contains("got 118 characters, expected at most 107"), message);
        assertTrue(message.contains("HINT: set system property tracker.work"), message);
    }

    private static List<String> starting(String prefix) {
        return lines(false).stream().filter(line -> line.startsWith(prefix)).toList();
    }

    private static List<String> lines(boolean readOnly) {
        return config(Path.of("/work/primary")).render(readOnly).lines().toList();
    }

    private static ServerConfig config(Path folder) {
        return new ServerConfig(INSTALLATION, SET, NODE, folder, 15001, 101);
    }
}
