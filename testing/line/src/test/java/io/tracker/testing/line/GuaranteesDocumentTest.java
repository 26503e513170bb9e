package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test class that docs/guarantees.md names in its tables is in the sources. */
class GuaranteesDocumentTest {
    private static final Pattern TEST_CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:IT|Test))`");

    private final Path root = Path.of(System.getProperty("tracker.root", "../.."));

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        Set<String> sources = sources();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String line : Files.readAllLines(root.resolve("docs/guarantees.md"))) {
            Matcher matcher = TEST_CLASS.matcher(line.startsWith("|") ? line : "");
            while (matcher.find()) {
                named++;
                if (!sources.contains(matcher.group(1) + ".java")) {
                    missing.add(matcher.group(1) + " in: " + line);
                }
            }
        }
        assertTrue(named > 40, "only " + named + " tests are named");
        assertEquals(List.of(), missing);
    }

    private Set<String> sources() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("schemas", "host-agent", "hadoop-jobs", "testing/servers", "testing/line")) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/test/java"))) {
                names.addAll(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
            }
        }
        return names;
    }
}
