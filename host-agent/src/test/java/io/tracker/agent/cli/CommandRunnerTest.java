package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandRunnerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void namesTheNearestCommand() {
        assertEquals(ExitCode.OPERATOR, run("bakcup"));
        assertError("error: command is not known: bakcup (nearest: backup)", "'tracker-agent help' lists the commands");
    }

    @Test
    void namesTheNearestOption() {
        assertEquals(ExitCode.OPERATOR, run("backup", "--dryrun"));
        assertError(
                "error: option is not known: --dryrun (nearest: --dry-run)",
                "'tracker-agent backup --help' lists the options");
    }

    @Test
    void tellsHowAConfigurationKeyIsGiven() {
        assertEquals(ExitCode.OPERATOR, run("backup", "--mysql.port=3307"));
        assertTrue(text(err).contains("it is a configuration key: --set mysql.port=VALUE"), text(err));
    }

    @Test
    void refusesAnOptionWithoutItsValueAndOneGivenTwice() {
        assertEquals(ExitCode.OPERATOR, run("backup", "--dt"));
        assertTrue(text(err).startsWith("error: option has no value: --dt (expected YYYY-MM-DD)"), text(err));
        assertEquals(ExitCode.OPERATOR, run("backup", "--dt", "2026-11-20", "--dt", "2026-11-19"));
        assertTrue(text(err).contains("option is given twice: --dt"), text(err));
    }

    @Test
    void refusesADayInTheFuture() {
        assertEquals(ExitCode.OPERATOR, run("backup", "--dt", "2026-11-22"));
        assertError(
                "error: dt is in the future: 2026-11-22 (got a day after today, 2026-11-21 UTC, expected yesterday or earlier)",
                "leave --dt out to take yesterday");
    }

    @Test
    void sendsTodayAwayUntilItsCutoff() {
        assertEquals(ExitCode.NOT_YET, run("backup", "--dt", "2026-11-21"));
        assertTrue(
                text(err).startsWith("not yet: cutoff of dt=2026-11-21 has not come: 2026-11-22T00:00:00Z"), text(err));
    }

    @Test
    void refusesADayThatIsNone() {
        assertEquals(ExitCode.OPERATOR, run("list", "--dt", "yesterday"));
        assertTrue(text(err).startsWith("error: --dt is not a day: yesterday (expected YYYY-MM-DD)"), text(err));
    }

    @Test
    void namesAMissingConfigurationFile() {
        assertEquals(ExitCode.OPERATOR, run("backup", "--config", "/nowhere/agent.properties"));
        assertTrue(text(err).startsWith("error: configuration file is missing: /nowhere/agent.properties"), text(err));
    }

    @Test
    void namesAnUnknownKeyWithFileAndLine() throws IOException {
        Path config = config("mysql.hots = here\n");
        assertEquals(ExitCode.OPERATOR, run("backup", "--config", config.toString()));
        assertTrue(
                text(err).contains(config + " line 4: key is not known: mysql.hots (nearest: mysql.host)"), text(err));
        assertEquals(2, text(err).strip().lines().count(), text(err));
    }

    @Test
    void namesAMissingDirectoryOfAStore() throws IOException {
        assertEquals(
                ExitCode.OPERATOR,
                run("list", "--config", config("").toString(), "--set", "store.root=file:///nowhere/x"));
        assertTrue(text(err).startsWith("error: directory of store.root is missing: /nowhere/x"), text(err));
    }

    @Test
    void theJanitorNeedsNoDatabase() throws IOException {
        Path store = Files.createDirectories(folder.resolve("store"));
        Path file = folder.resolve("janitor.properties");
        Files.writeString(file, "store.root = " + store.toUri() + "\n");
        assertEquals(ExitCode.DONE, run("clean", "--config", file.toString()), text(err));
        assertEquals(
                "would remove: 0 attempts, 0 uploads, 0 objects, 0 B, all older than 168 h 0 min;"
                        + " nothing was changed: --delete does it\n",
                text(out));
        assertEquals(ExitCode.OPERATOR, run("clean", "--config", file.toString(), "--set", "clean.older-than=1h"));
        assertTrue(text(err).contains("clean.older-than is not usable (got 1h, expected a duration"), text(err));
    }

    @Test
    void theDayBeforeTheFirstOfMarchIsALeapDayWhereThereIsOne() throws IOException {
        Clock march = Clock.fixed(Instant.parse("2028-03-01T00:00:00Z"), ZoneOffset.UTC);
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Console.Terminal.PLAIN,
                march);
        new CommandRunner(console).run(List.of("list", "--config", config("").toString()));
        assertTrue(text(err).startsWith("not yet: no plan: of db-7 for dt=2028-02-29"), text(err));
        assertEquals(ExitCode.OPERATOR, run("list", "--dt", "2026-02-29"));
        assertTrue(text(err).startsWith("error: --dt is not a day: 2026-02-29"), text(err));
    }

    @Test
    void supersedingWantsATableAndAReason() {
        assertEquals(ExitCode.OPERATOR, run("supersede", "--reason", "x"));
        assertTrue(text(err).startsWith("error: option is missing: --table"), text(err));
        assertEquals(ExitCode.OPERATOR, run("supersede", "--table", "a.b", "--reason", " "));
        assertTrue(text(err).startsWith("error: reason is empty: --reason"), text(err));
    }

    @Test
    void saysThatADayWasNeverPlanned() throws IOException {
        assertEquals(ExitCode.NOT_YET, run("list", "--config", config("").toString()));
        assertTrue(text(err).startsWith("not yet: no plan: of db-7 for dt=2026-11-20"), text(err));
    }

    @Test
    void showsTheStackOnlyWhenAsked() {
        run("list", "--dt", "x");
        assertFalse(text(err).contains("\tat "), text(err));
        run("list", "--dt", "x", "--verbose");
        assertTrue(text(err).contains("\tat "), text(err));
    }

    @Test
    void everyCommandHelpsWithPurposeUsageExamplesAndExitCodes() {
        for (String command : List.of("backup", "doctor", "list", "verify", "supersede", "clean", "repair")) {
            assertEquals(ExitCode.DONE, run(command, "--help"));
            String help = text(out);
            for (String part : List.of(
                    "Usage: tracker-agent " + command,
                    "--config FILE",
                    "Examples:\n  tracker-agent " + command,
                    "Exit codes:")) {
                assertTrue(help.contains(part), part + " in\n" + help);
            }
        }
    }

    @Test
    void helpListsCommandsAndEveryKey() {
        assertEquals(ExitCode.DONE, run());
        assertTrue(text(out).contains("  repair "), text(out));
        assertEquals(ExitCode.DONE, run("help", "config"));
        assertTrue(text(out).contains("fleet.replica-set = text (required)"), text(out));
        assertTrue(text(out).contains("upload.part-bytes = size (default 8MiB)"), text(out));
    }

    private Path config(String more) throws IOException {
        Path credentials = folder.resolve("my.cnf");
        Files.writeString(credentials, "[client]\nuser=u\npassword=planted-word\n");
        Path store = Files.createDirectories(folder.resolve("store"));
        Path file = folder.resolve("agent.properties");
        Files.writeString(
                file,
                "fleet.replica-set = db-7\nmysql.defaults-file = " + credentials + "\nstore.root = " + store.toUri()
                        + "\n" + more);
        return file;
    }

    private ExitCode run(String... words) {
        out.reset();
        err.reset();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Console.Terminal.PLAIN,
                CLOCK);
        return new CommandRunner(console).run(List.of(words));
    }

    private void assertError(String line, String hint) {
        assertEquals(line + "\nHINT: " + hint + "\n", text(err));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
