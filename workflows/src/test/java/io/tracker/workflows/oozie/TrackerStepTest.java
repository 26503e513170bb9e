package io.tracker.workflows.oozie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped script with tools that print what a tool may print. */
final class TrackerStepTest {
    private static final int MOST_CHARACTERS_FOR_OOZIE = 2048;

    @TempDir
    private Path folder;

    /**
     * How the script ended.
     *
     * @param code its own exit code
     * @param output what Oozie captures
     * @param log what stands in the container's log
     */
    private record Ended(int code, String output, String log) {
        Properties properties() throws IOException {
            Properties properties = new Properties();
            properties.load(new StringReader(output));
            return properties;
        }
    }

    @Test
    void whatIsDoneHasNoReason() throws Exception {
        Ended ended = step("echo 'dt=2026-11-20: complete: 3 of 3 tables'", Map.of(), "complete", "status");
        assertEquals("step=complete\nexit=0\n", ended.output());
        assertTrue(ended.log().contains("dt=2026-11-20: complete: 3 of 3 tables"), ended.log());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 11, 12, 137})
    void anyEndOfTheToolIsTold(int exit) throws Exception {
        Ended ended = step("echo last words; exit " + exit, Map.of(), "verify", "verify");
        assertEquals(0, ended.code());
        assertEquals("step=verify\nexit=" + exit + "\nreason=verify: last words\n", ended.output());
    }

    @Test
    void theReasonNamesWhatIsMissing() throws Exception {
        Ended ended = step(
                "echo 'tracker-jobs status: waiting for dt=2026-11-20, 1 s at most' >&2; echo 'dt=2026-11-20: not complete: 0 of 2 tables'; echo '  db1: silent';"
                        + " echo '  missing  replica set db1: silent'; exit 11",
                Map.of(),
                "complete",
                "status");
        assertEquals(
                "complete: dt=2026-11-20: not complete: 0 of 2 tables; missing replica set db1: silent",
                ended.properties().getProperty("reason"));
    }

    @Test
    void theReasonIsTheErrorAndItsHint() throws Exception {
        Ended ended = step(
                "echo 2026-11-21T01:00 INFO x; echo 'tracker-jobs convert pins.a: store refuses access' >&2;"
                        + " echo 'HINT: allow it' >&2; exit 2",
                Map.of(),
                "convert",
                "convert");
        assertEquals(
                "convert: tracker-jobs convert pins.a: store refuses access; HINT: allow it",
                ended.properties().getProperty("reason"));
    }

    @Test
    void hostileTextIsOneValueThatOozieTakes() throws Exception {
        String hostile = "  missing  a\\u0041\\\\b ${wf:id()} \"quoted\" <x> =:#! \u00fc\u20ac\u202e\t\u0001";
        Path text = Files.writeString(folder.resolve("text"), (hostile + "\nexit=0\n").repeat(200));
        Ended ended = step("cat " + text + "; exit 11", Map.of(), "complete", "status");
        Properties properties = ended.properties();
        assertEquals("11", properties.getProperty("exit"));
        assertTrue(
                properties
                        .getProperty("reason")
                        .startsWith("complete: missing a/u0041//b $ {wf:id()} \"quoted\" <x> =:#! ?"),
                ended.output());
        assertEquals(3, properties.size(), ended.output());
        assertTrue(ended.output().length() <= MOST_CHARACTERS_FOR_OOZIE, ended.output());
        assertTrue(ended.output().matches("[ -~\n]*"), ended.output());
        assertFalse(ended.output().contains("${"), ended.output());
    }

    @Test
    void theLongestReasonIsShorterThanWhatOozieKeeps() throws Exception {
        Ended ended = step("printf 'HINT: %02000d' 0; exit 1", Map.of(), "register", "schema");
        assertEquals("step=register\nexit=0\n", ended.output(), "no table is named");
        Ended cut = step("printf 'HINT: %02000d' 0; exit 1", Map.of(), "verify", "verify");
        assertEquals(
                "verify: ".length() + 300,
                cut.properties().getProperty("reason").length());
    }

    @Test
    void aFailureIsTriedAgainAndNothingElseIs() throws Exception {
        String countsAndFails = "echo x >>" + folder.resolve("calls") + "; exit $(cat " + folder.resolve("code") + ")";
        Files.writeString(folder.resolve("code"), "1");
        Map<String, String> thrice = Map.of("TRACKER_TRIES", "3", "TRACKER_PAUSE", "0");
        assertTrue(step(countsAndFails, thrice, "convert", "convert").output().contains("exit=1\n"));
        assertEquals(3, Files.readAllLines(folder.resolve("calls")).size());
        Files.writeString(folder.resolve("code"), "11");
        assertTrue(step(countsAndFails, thrice, "convert", "convert").output().contains("exit=11\n"));
        assertEquals(4, Files.readAllLines(folder.resolve("calls")).size());
    }

    @Test
    void aToolThatIsNotThereIsAFailureWithItsReason() throws Exception {
        Ended ended = script(Map.of("TRACKER_TOOL", folder.resolve("absent").toString()), "complete", "status");
        assertEquals("127", ended.properties().getProperty("exit"));
        assertTrue(ended.properties().getProperty("reason").contains("not found"), ended.output());
    }

    @Test
    void optionsAreWordsAndNoPatterns() throws Exception {
        Ended ended = step(
                "printf '<%s>' \"$@\"",
                Map.of("TRACKER_OPTIONS", "--all-tables --option a=*"), "convert", "convert", "--dt", "d");
        assertTrue(ended.log().contains("<convert><--dt><d><--all-tables><--option><a=*>"), ended.log());
    }

    @Test
    void theLibrariesOfTheJarComeFirstWhereHadoopIsOld() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.exists(Path.of(path, "unzip"))),
                "unzip is not there");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(folder.resolve("tracker-jobs-job.jar")))) {
            jar.putNextEntry(new ZipEntry("lib/a.jar"));
        }
        Ended ended = step(
                "echo \"<$HADOOP_CLASSPATH> <$HADOOP_USER_CLASSPATH_FIRST>\"; ls tracker/lib",
                Map.of("TRACKER_LIBRARIES_FIRST", "true", "HADOOP_CLASSPATH", "/site"),
                "verify",
                "verify");
        assertTrue(
                ended.log().contains("<" + folder.toRealPath() + "/tracker/lib/*:/site> <true>\na.jar\n"), ended.log());
    }

    @Test
    void theStatementsOfEveryTableGoToOneCommand() throws Exception {
        Path given = folder.resolve("given");
        Path engine = executable("engine", "cp \"$2\" " + given + "; test \"$1\" = -f");
        Map<String, String> tables = new HashMap<>(Map.of("TRACKER_REGISTER_TABLES", "pins.boards pins.a.b"));
        Ended without = step("echo \"-- $*\"", tables, "register", "schema", "--for", "hive");
        assertEquals("2", without.properties().getProperty("exit"));
        assertEquals(
                "register: registerTables names tables, and registerCommand is empty",
                without.properties().getProperty("reason"));
        tables.put("TRACKER_REGISTER_COMMAND", engine + " -f");
        Ended ended = step("echo \"-- $*\"; echo noise >&2", tables, "register", "schema", "--for", "hive");
        assertEquals("step=register\nexit=0\n", ended.output(), ended.log());
        assertEquals(
                "-- schema --for hive --dataset pins --table boards\n-- schema --for hive --dataset pins --table a.b\n",
                Files.readString(given));
    }

    @Test
    void aTableWithoutStatementsEndsTheRegistration() throws Exception {
        Path engine = executable("engine", "touch " + folder.resolve("called"));
        Ended ended = step(
                "echo 'tracker-jobs schema: Table is not published' >&2; exit 1",
                Map.of("TRACKER_REGISTER_TABLES", "pins.a pins.b", "TRACKER_REGISTER_COMMAND", engine.toString()),
                "register",
                "schema");
        assertEquals(
                "register: tracker-jobs schema: Table is not published",
                ended.properties().getProperty("reason"));
        assertFalse(Files.exists(folder.resolve("called")));
    }

    private Ended step(String tool, Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("TRACKER_TOOL", executable("tool", tool).toString());
        return script(all, arguments);
    }

    private Path executable(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended script(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(ShippedFolder.path().resolve("tracker-step.sh").toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("log");
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return new Ended(
                process.exitValue(),
                Files.readString(output),
                new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1));
    }
}
