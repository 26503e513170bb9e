package io.tracker.testing.line.fleet;

import io.tracker.testing.line.oracle.Lake;
import io.tracker.testing.line.oracle.MismatchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks for passwords and keys where they must not be: command lines, objects with their names, and all files of a host but the two that
 * hold them for the agent.
 *
 * @param secrets what must not be found, by what it is
 */
record SecretSearch(Map<String, String> secrets) {
    private static final List<String> HOLDERS = List.of("my.cnf", "s3-keys");

    void requireNone(List<String> commandLines) throws MismatchException {
        for (String line : commandLines) {
            requireNone("a command line", line);
        }
    }

    void requireNone(Lake lake) throws IOException {
        for (Lake.Entry entry : lake.list("")) {
            requireNone("object name " + entry.key(), entry.key());
            requireNone("object " + entry.key(), text(lake.read(entry.key())));
        }
    }

    void requireNoneBelow(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            if (!HOLDERS.contains(file.getFileName().toString())) {
                requireNone("file " + file, text(Files.readAllBytes(file)));
            }
        }
    }

    private void requireNone(String place, String text) throws MismatchException {
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            if (text.contains(secret.getValue())) {
                throw new MismatchException("Secret was found: " + secret.getKey() + " in " + place);
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
