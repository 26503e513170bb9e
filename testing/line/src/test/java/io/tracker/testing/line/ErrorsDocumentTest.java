package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/errors.md and the messages in the sources of both tools together. */
class ErrorsDocumentTest {
    private static final Pattern MESSAGE = Pattern.compile(
            "new (?:(?:Operator|NotYet|HostHeld|NothingToDo|Stopped|NotComplete|OutputBusy|StoreUnavailable|Server|DamagedBackup|TableChanged|SnapshotEnded|Masking)Exception\\("
                    + "|EndCause\\(\\s*EndCause\\.Kind\\.[A-Z_]+,)\\s*\"([^\"]*)\"");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    private final Path root = Path.of(System.getProperty("tracker.root", "../.."));

    @Test
    void everyMessageOfTheCodeIsInTheDocumentAndTheOtherWayRound() throws IOException {
        Set<String> documented = matches(DOCUMENTED, Files.readString(root.resolve("docs/errors.md")));
        Set<String> inTheCode = new TreeSet<>();
        for (String module : List.of("schemas", "host-agent", "hadoop-jobs")) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    inTheCode.addAll(matches(MESSAGE, Files.readString(file)));
                }
            }
        }
        assertTrue(inTheCode.size() > 60, "only " + inTheCode.size() + " messages found");
        assertEquals(String.join("\n", inTheCode), String.join("\n", documented));
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String beginning = matcher.group(1).replaceFirst("(?:: for | \\((?:got|of) |[ :(='-]|--)+$", "");
            if (!beginning.isEmpty()) {
                found.add(beginning);
            }
        }
        return found;
    }
}
