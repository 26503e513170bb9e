package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.DayBackup;
import io.tracker.jobs.fixture.ParquetFile;
import io.tracker.jobs.fixture.QuietWatch;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.schema.SchemasDifferException;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose shards are in the middle of a migration, and days between which it went on: whole jobs, judged by DuckDB. */
class MovingSchemasTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final TableName USERS = new TableName("crm", "users");

    @TempDir
    Path folder;

    private Configuration hadoop;
    private org.apache.hadoop.fs.Path root;

    @BeforeEach
    void open() {
        hadoop = Conversions.hadoopIn(folder);
        root = new org.apache.hadoop.fs.Path("file://" + folder + "/lake");
    }

    @Test
    void unifiesAddedDroppedWidenedReorderedAndTranscodedColumns() throws Exception {
        publish(
                MONDAY,
                shard("rs1", 1)
                        .required("id", "int(11)")
                        .text("name", "varchar(10)", "latin1")
                        .column("fax", "bigint")
                        .column("paid", "decimal(6,2)")
                        .row("1", "Zoë".getBytes(StandardCharsets.ISO_8859_1), "77", "1.50"),
                shard("rs1", 2)
                        .required("id", "bigint(20)")
                        .column("paid", "decimal(8,4)")
                        .text("name", "varchar(40)", "utf8mb4")
                        .required("born", "date")
                        .row("9000000000", "2.1234", "Zoë 😀", "1999-12-31"),
                shard("rs2", 3)
                        .required("born", "date")
                        .required("ID", "int(11) unsigned")
                        .text("name", "varchar(20)", "sjis")
                        .row("2000-01-01", "4294967295", "表".getBytes(Charset.forName("Shift_JIS"))));

        PublishedTable published = convert(MONDAY);

        assertEquals(3, published.schemas().size());
        assertEquals(
                List.of(
                        "1|Zoë|77|1.5000|NULL",
                        "4294967295|表|NULL|NULL|2000-01-01",
                        "9000000000|Zoë 😀|NULL|2.1234|1999-12-31"),
                rows(
                        published,
                        "id || '|' || name || '|' || coalesce(fax::VARCHAR, 'NULL') || '|' || coalesce(paid::VARCHAR, 'NULL')"
                                + " || '|' || coalesce(born::VARCHAR, 'NULL')"));
    }

    @Test
    void keepsBothNamesOfAColumnThatIsRenamedShardByShard() throws Exception {
        publish(
                MONDAY,
                shard("rs1", 1)
                        .required("id", "int")
                        .text("mail", "varchar(9)", "utf8mb4")
                        .row("1", "a@b"),
                shard("rs1", 2)
                        .required("id", "int")
                        .text("email", "varchar(9)", "utf8mb4")
                        .row("2", "c@d"));

        PublishedTable published = convert(MONDAY);

        assertEquals(
                List.of("1 a@b -", "2 - c@d"),
                rows(published, "id || ' ' || coalesce(mail, '-') || ' ' || coalesce(email, '-')"));
    }

    @Test
    void followsAnAlterFromDayToDayWithoutACodeChange() throws Exception {
        publish(MONDAY, shard("rs1", 1).required("id", "int").row("1"));
        publish(
                MONDAY.plusDays(1),
                shard("rs1", 1).required("id", "bigint").column("n", "int").row("1", "5"),
                shard("rs1", 2).required("id", "int").row("2"));

        PublishedTable before = convert(MONDAY);
        PublishedTable after = convert(MONDAY.plusDays(1));

        assertEquals(List.of("INTEGER"), rows(before, "typeof(id)"));
        assertEquals(List.of("BIGINT", "BIGINT"), rows(after, "typeof(id)"));
        assertEquals(List.of("1 5", "2 -"), rows(after, "id || ' ' || coalesce(n::VARCHAR, '-')"));
    }

    @Test
    void stopsNamingShardsAndColumnsThatCannotBeUnified() throws Exception {
        publish(
                MONDAY,
                shard("rs1", 1).required("id", "int").column("at", "datetime").row("1", "2026-01-01 00:00:00"),
                shard("rs2", 2).required("id", "int").column("at", "timestamp").row("2", "2026-01-01 00:00:00"),
                shard("rs2", 3).required("id", "int").column("at", "timestamp").row("3", "2026-01-01 00:00:00"));

        SchemasDifferException stopped = assertThrows(SchemasDifferException.class, () -> convert(MONDAY));

        assertEquals(
                "Schemas of the shards of users cannot be unified: column at is datetime in rs1.crm_1, timestamp in rs2.crm_2"
                        + " (and 1 more); HINT: finish the migration on all shards, or convert the shards apart",
                stopped.getMessage());
    }

    private void publish(LocalDate dt, BackupTable... shards) throws IOException {
        DayBackup day = new DayBackup(root, hadoop, dt);
        for (BackupTable shard : shards) {
            day.publish(shard);
        }
        day.complete();
    }

    private PublishedTable convert(LocalDate dt) throws IOException {
        ConvertRequest request = new ConvertRequest(
                root.toString(),
                "file://" + folder + "/warehouse",
                "parquet",
                dt,
                List.of(USERS),
                Optional.empty(),
                ConvertRequest.Incomplete.REFUSE,
                Map.of(),
                ConvertRequest.Publish.PLAIN);
        try (ConvertRun run = new ConvertRun(request, hadoop, new QuietWatch())) {
            ConvertResult result = run.convert(USERS);
            assertEquals(result.published(), new VerifyRun(hadoop, 1).verify(result.output()));
            return result.published();
        }
    }

    private List<String> rows(PublishedTable published, String expression) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (var file : published.files()) {
            Path path =
                    folder.resolve("warehouse/crm/users/dt=" + published.dt()).resolve(file.name());
            rows.addAll(ParquetFile.at(path).query("SELECT " + expression + " FROM file"));
        }
        rows.sort(null);
        return rows;
    }

    private static BackupTable shard(String replicaSet, int number) {
        return BackupTable.of(new TableRef(replicaSet, "crm_" + number, USERS.dataset(), USERS.table()));
    }
}
