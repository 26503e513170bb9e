package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.oracle.PublishedOutput;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.tools.DumpLoad;
import io.tracker.testing.servers.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table with masked columns through the whole line: Parquet that verifies, and a dump that its own scripts load. */
final class MaskedTableIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String PLACE = "crm/users/";

    @ParameterizedTest
    @EnumSource
    void whatWasMaskedStaysMaskedInEveryForm(Engine engine) throws Exception {
        try (Line line = Line.start(TestLines.options(engine, "masked", 1))) {
            line.primary()
                    .execute(
                            "CREATE DATABASE crm",
                            "CREATE TABLE crm.users (id INT PRIMARY KEY, email VARCHAR(60) NOT NULL, born DATE NOT NULL,"
                                    + " phone VARCHAR(20) NOT NULL, name VARCHAR(20), KEY (phone)) DEFAULT CHARSET = utf8mb4",
                            "INSERT INTO crm.users VALUES (1, 'ann@personal.example', '1980-02-03', '+49-111', 'Ann'),"
                                    + " (2, '', '1990-02-03', '+49-222', NULL)");
            line.catchUp();
            Path key = Files.writeString(line.options().folder().resolve("mask.key"), KEY);
            line.agent(line.replica())
                    .start(
                            "backup",
                            "--dt",
                            line.dt().toString(),
                            "--set",
                            "columns.mask=crm.users.email:hash, crm.users.born:null",
                            "--set",
                            "columns.exclude=crm.users.phone",
                            "--set",
                            "columns.hash-key-file=" + key)
                    .await(Duration.ofMinutes(10))
                    .require(0);
            line.convert("parquet").require(0);
            line.verify("parquet").require(0);
            line.convert("dump").require(0);

            PublishedOutput parquet = fetch(line, "parquet");
            assertEquals(List.of("id", "email", "born", "name"), parquet.columns());
            PublishedOutput dump = fetch(line, "dump");
            DumpLoad load = new DumpLoad(line.servers().installation(), line.primary(), "loaded_masked");
            load.load(dump);
            String rows = line.primary()
                    .queryText(
                            "SELECT GROUP_CONCAT(CONCAT_WS('|', id, email, IFNULL(born, 'NULL'), IFNULL(name, 'NULL'))"
                                    + " ORDER BY id SEPARATOR ';') FROM loaded_masked.users");
            assertEquals("1|" + hash("ann@personal.example") + "|NULL|Ann;2|" + hash("") + "|NULL|NULL", rows);
            String script = Files.readString(dump.folder().resolve("_users.sql"));
            assertTrue(
                    script.contains("-- WARNING: column phone (varchar(20)) was masked in the backup: excluded."),
                    script);
            for (PublishedOutput output : List.of(parquet, dump)) {
                requireNothingPersonal(output.folder());
            }
        }
    }

    private static PublishedOutput fetch(Line line, String format) throws Exception {
        String place = PLACE + "dt=" + line.dt() + "/";
        try (S3Lake warehouse = line.warehouse(format).lake()) {
            return PublishedOutput.fetch(
                    warehouse, place, line.options().folder().resolve("fetched-" + format));
        }
    }

    private static void requireNothingPersonal(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertTrue(!text.contains("personal.example") && !text.contains("+49-"), file.toString());
            }
        }
    }

    private static String hash(String value) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    }
}
