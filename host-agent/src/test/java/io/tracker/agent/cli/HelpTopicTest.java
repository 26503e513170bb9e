package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracker.agent.config.ConfigKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

/** What help tells of beside the commands, and the form that programs read. */
final class HelpTopicTest {
    @Test
    void templateCommentsEveryKeyOutButThoseThatAreRequired() {
        String template = help("template");
        for (ConfigKey key : ConfigKey.values()) {
            assertTrue(template.contains((key.required() ? "\n" : "\n#") + key.key() + " ="), key.key());
        }
        template.lines().forEach(line -> assertTrue(line.length() <= 140, line));
        assertTrue(template.lines().noneMatch(line -> line.startsWith("# # ")), template);
    }

    @Test
    void manualEscapesWhatTroffWouldRead() {
        String page = help("man");
        assertTrue(page.startsWith(".TH TRACKER-AGENT 8"), page);
        assertTrue(page.contains("\\&tracker\\-agent backup \\-\\-dt 2026\\-11\\-20 \\-\\-dry\\-run"), page);
        assertTrue(page.lines().noneMatch(line -> line.startsWith("'")), page);
    }

    @Test
    void overviewNamesEveryTopic() {
        String overview = help();
        HelpTopic.words().forEach(word -> assertTrue(overview.contains("help " + word + " "), word));
    }

    @Test
    void refusesAFormOfTheLogThatIsNone() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ExitCode code = runner(new ByteArrayOutputStream(), err).run(List.of("list", "--log", "xml"));
        assertEquals(ExitCode.OPERATOR, code);
        assertTrue(
                err.toString(StandardCharsets.UTF_8)
                        .startsWith("error: --log is not known: xml (expected text or json)"),
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void logLineIsOneObjectWhateverItSays() throws Exception {
        Exception failure = new IllegalStateException("no \"quotes\"\n");
        String line = new JsonLines()
                .format(new LoggingEvent(
                        "",
                        Logger.getLogger("io.tracker.agent.AgentRun"),
                        1_000L,
                        Level.WARN,
                        "two\nlines \"x\"",
                        failure));
        assertEquals(1, line.lines().count(), line);
        JsonNode read = new ObjectMapper().readTree(line);
        assertEquals("1970-01-01T00:00:01Z", read.get("time").asText());
        assertEquals("WARN", read.get("level").asText());
        assertEquals("AgentRun", read.get("logger").asText());
        assertEquals("two\nlines \"x\"", read.get("message").asText());
        assertTrue(read.get("stack").asText().contains("no \"quotes\""), line);
    }

    private static String help(String... topic) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> words = topic.length == 0 ? List.of("help") : List.of("help", topic[0]);
        assertEquals(ExitCode.DONE, runner(out, new ByteArrayOutputStream()).run(words));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static CommandRunner runner(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new CommandRunner(new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Console.Terminal.PLAIN,
                Clock.systemUTC()));
    }
}
