package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** What lies below a root of the S3 server's own disk, judged without asking the agent or the server. */
final class StoredDay {
    private final Path root;

    StoredDay(Path root) {
        this.root = root;
    }

    /**
     * Proves every manifest: one a table, its objects there, with their sizes and CRCs.
     *
     * @return tables and what their manifests say of their rows
     */
    Map<String, String> tables(String context) throws IOException {
        Map<String, String> tables = new TreeMap<>();
        for (Path file : files("manifests")) {
            String name = root.relativize(file).toString();
            Manifest manifest = new Documents().read(DocumentKind.MANIFEST, Files.readAllBytes(file), name);
            String before = tables.put(
                    manifest.table().table().table(),
                    manifest.totals().rows() + " " + manifest.totals().digest());
            assertEquals(null, before, context + ": two manifests: " + name);
            assertEquals(1, manifest.number(), context);
            for (ManifestObject object : manifest.objects()) {
                prove(object, context + ": " + object.key());
            }
        }
        return tables;
    }

    boolean isComplete() throws IOException {
        return files("days").stream().anyMatch(file -> file.endsWith("complete.json"));
    }

    private void prove(ManifestObject object, String context) throws IOException {
        Path file = root.resolve(object.key());
        assertTrue(Files.exists(file), context + " is missing");
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(object.bytes(), bytes.length, context);
        assertEquals(object.header().crc32c(), crc(bytes, 0, object.header().length()), context);
        for (ManifestRange range : object.ranges()) {
            assertEquals(range.crc32c(), crc(bytes, (int) range.offset(), (int) range.length()), context);
        }
    }

    private static long crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return crc.getValue();
    }

    private List<Path> files(String below) throws IOException {
        Path folder = root.resolve(below);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
