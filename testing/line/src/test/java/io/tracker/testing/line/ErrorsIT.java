package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.oracle.BackupManifest;
import io.tracker.testing.line.oracle.CurrentManifests;
import io.tracker.testing.line.oracle.Lake;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.tools.JobsHost;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.SeededData;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator reads when something is wrong: one clear line, a hint and an exit code, and nothing half-done in the store. */
@ParameterizedClass
@EnumSource
final class ErrorsIT {
    private static final int FAILURE = 1;
    private static final int OPERATOR = 2;
    private static Line line;
    private static S3Lake lake;

    private List<Lake.Entry> before = List.of();

    ErrorsIT(Engine engine) {
        assertEquals(engine, line.servers().installation().engine());
    }

    @BeforeParameterizedClassInvocation
    static void backUpASmallDay(Engine engine) throws Exception {
        line = Line.start(TestLines.options(engine, "errors", 1));
        SeededData.of(5, 0.002).load(line.primary());
        line.catchUp();
        line.backup(line.replica()).require(0);
        lake = line.store().lake();
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        if (line != null) {
            lake.close();
            line.close();
            line = null;
        }
    }

    @BeforeEach
    void remember() throws Exception {
        before = objects();
    }

    @AfterEach
    void nothingIsLeftInTheStore() throws Exception {
        List<Lake.Entry> left = new ArrayList<>(objects());
        left.removeAll(before);
        assertEquals(List.of(), left);
        assertEquals(List.of(), lake.pendingUploads());
        assertTrue(line.replica().isReplicationRunning());
    }

    @Test
    void aWrongOptionIsAnsweredWithTheNearest() throws Exception {
        assertRefused(OPERATOR, agent("backup", "--dtt", "2026-11-20"), "--dtt", "--dt");
        assertRefused(OPERATOR, agent("backup", "--set", "chunk.row=5"), "chunk.row", "nearest: chunk.rows");
        assertRefused(OPERATOR, jobs("convert", "--too", "parquet"), "--too", "--to");
    }

    @Test
    void aMissingBucketIsNamed() throws Exception {
        assertRefused(OPERATOR, agent("backup", "--set", "store.root=s3://nobodys-bucket/x"), "nobodys-bucket");
        assertRefused(OPERATOR, convert("--root", "s3a://nobodys-bucket/x"), "nobodys-bucket");
        assertRefused(OPERATOR, convert("--warehouse", "s3a://nobodys-bucket/x"), "nobodys-bucket");
    }

    @Test
    void aWrongSecretIsToldFromAMissingRight() throws Exception {
        Path keys = Files.writeString(
                line.options().folder().resolve("wrong-keys"),
                "[default]\naws_access_key_id=" + line.s3().accessKey() + "\naws_secret_access_key=guessed\n");
        ToolOutcome refused = agent("backup", "--set", "s3.credentials-file=" + keys);
        assertRefused(OPERATOR, refused, "S3 credentials are refused");
        assertFalse(refused.output().contains("guessed"), "the secret is printed");
        StoreAddress wrong = line.store();
        wrong = new StoreAddress(wrong.endpoint(), wrong.accessKey(), "guessed", wrong.bucket(), "");
        JobsHost stranger = JobsHost.install(
                Project.ofThisProcess(),
                line.options().folder().resolve("stranger"),
                wrong,
                line.options().jobsJvm());
        ToolOutcome denied = stranger.start("convert", conversion()).await(Line.TOOL_LIMIT);
        assertRefused(OPERATOR, denied, "Store denies access");
        assertFalse(denied.output().contains("guessed"), "the secret is printed");
    }

    @Test
    void aServerThatIsDownIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertRefused(FAILURE, agent("backup", "--set", "mysql.port=" + port), "127.0.0.1:" + port);
    }

    @Test
    void aMissingGrantIsNamedWithTheStatementThatMendsIt() throws Exception {
        line.primary().execute("REVOKE SELECT ON *.* FROM tracker@'127.0.0.1'");
        line.catchUp();
        ToolOutcome refused = agent("backup");
        assertRefused(OPERATOR, refused, "GRANT");
        Matcher grant =
                Pattern.compile("GRANT [A-Z, _]+ ON \\*\\.\\* TO [^;\\n]+").matcher(refused.output());
        assertTrue(grant.find(), refused.output());
        line.primary().execute(grant.group());
        line.catchUp();
        agent("doctor").require(0);
    }

    @Test
    void aDayInTheFutureIsRefused() throws Exception {
        assertRefused(OPERATOR, agent("backup", "--dt", "2099-01-01"), "dt is in the future", "2099-01-01");
        jobsRefuse("2099-01-01");
    }

    @Test
    void aDamagedManifestIsNamed() throws Exception {
        BackupManifest manifest = users();
        String key = "tracker/" + manifest.key();
        byte[] sound = lake.read(key);
        byte[] damaged = new String(sound, StandardCharsets.UTF_8)
                .replaceFirst("\"rowBytes\"(\\s*):(\\s*)", "\"rowBytes\"$1:$21")
                .getBytes(StandardCharsets.UTF_8);
        try {
            for (byte[] bytes : List.of(damaged, Arrays.copyOf(sound, sound.length / 2))) {
                lake.write(key, bytes);
                assertRefused(FAILURE, agent("verify"), manifest.key());
                assertRefused(FAILURE, convert("--table", "users"), manifest.key());
            }
        } finally {
            lake.write(key, sound);
        }
    }

    @Test
    void aDamagedObjectIsNamedWithItsOffset() throws Exception {
        String object = users().json().at("/objects/0/key").asText();
        long range = users().json().at("/objects/0/ranges/0/offset").longValue();
        byte[] sound = lake.read("tracker/" + object);
        byte[] damaged = sound.clone();
        damaged[(int) range + 40] ^= 1;
        try {
            lake.write("tracker/" + object, damaged);
            assertRefused(FAILURE, agent("verify"), object, "offset " + range);
            assertRefused(FAILURE, convert("--table", "users"), object, "offset " + range);
        } finally {
            lake.write("tracker/" + object, sound);
        }
        agent("verify").require(0);
    }

    /** All but what the agent's check writes to show that it may, and the empty objects by which Hadoop marks folders. */
    private static List<Lake.Entry> objects() throws Exception {
        return lake.list("").stream()
                .filter(entry -> !entry.key().startsWith("tracker/checks/"))
                .filter(entry -> !entry.key().endsWith("/"))
                .toList();
    }

    private static void jobsRefuse(String dt) throws Exception {
        ToolOutcome refused = jobs(
                "convert",
                "--to",
                "parquet",
                "--root",
                line.backups().hadoopRoot(),
                "--warehouse",
                line.warehouse("parquet").hadoopRoot(),
                "--all-tables",
                "--dt",
                dt);
        assertTrue(refused.exitCode() == OPERATOR || refused.exitCode() == 11, refused.output());
        assertRefused(refused.exitCode(), refused, dt);
    }

    /** One line that says what, the fragments in it, a hint, no stack. */
    private static void assertRefused(int exitCode, ToolOutcome outcome, String... fragments) {
        String said = outcome.name() + " said:\n" + outcome.output();
        assertEquals(exitCode, outcome.exitCode(), said);
        List<String> errors = outcome.words()
                .lines()
                .filter(words -> words.startsWith("error: ") || words.startsWith("tracker-jobs "))
                .toList();
        assertEquals(1, errors.size(), said);
        String hint = outcome.words()
                .lines()
                .filter(words -> words.startsWith("HINT: "))
                .findFirst()
                .orElse("");
        assertFalse(hint.isBlank(), said);
        for (String fragment : fragments) {
            assertTrue((errors.get(0) + "\n" + hint).contains(fragment), "expected " + fragment + "; " + said);
        }
        assertFalse(outcome.output().contains("\n\tat "), said);
    }

    private static BackupManifest users() throws Exception {
        try (S3Lake backups = line.backups().lake()) {
            return CurrentManifests.of(backups, line.dt().toString()).stream()
                    .filter(manifest -> manifest.table().equals("users"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static ToolOutcome agent(String command, String... arguments) throws Exception {
        return line.agent(line.replica()).start(command, arguments).await(Line.TOOL_LIMIT);
    }

    private static ToolOutcome jobs(String command, String... arguments) throws Exception {
        return line.jobs().start(command, arguments).await(Line.TOOL_LIMIT);
    }

    /** A conversion of one table, with some options in place of the right ones. */
    private static ToolOutcome convert(String... changed) throws Exception {
        return jobs("convert", conversion(changed));
    }

    private static String[] conversion(String... changed) {
        List<String> given = Arrays.asList(changed);
        List<String> arguments = new ArrayList<>(given);
        add(arguments, "--to", "parquet");
        add(arguments, "--root", line.backups().hadoopRoot());
        add(arguments, "--warehouse", line.warehouse("parquet").hadoopRoot());
        add(arguments, "--dt", line.dt().toString());
        add(arguments, "--dataset", "social");
        add(arguments, "--table", "users");
        return arguments.toArray(String[]::new);
    }

    private static void add(List<String> arguments, String option, String value) {
        if (!arguments.contains(option)) {
            arguments.addAll(List.of(option, value));
        }
    }
}
