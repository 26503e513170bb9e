package io.tracker.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/configuration.md lists exactly the keys of the code, with their forms, defaults and descriptions. */
class ConfigurationPageTest {
    @Test
    void thePageListsEveryKeyAsTheCodeDescribesIt() throws IOException {
        Path page = Path.of(System.getProperty("tracker.root"), "docs", "configuration.md");
        List<String> rows = Files.readAllLines(page, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        List<String> expected = Arrays.stream(ConfigKey.values())
                .map(ConfigurationPageTest::row)
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", rows));
    }

    private static String row(ConfigKey key) {
        String byDefault = key.required()
                ? "**required**"
                : key.defaultValue().map(value -> "`" + value + "`").orElse("");
        return "| `" + key.key() + "` | " + key.form().replace(" | ", " \\| ") + " | " + byDefault + " | "
                + key.description() + " |";
    }
}
