package io.tracker.jobs.ddl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.ReaderProcess;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.schema.SchemaUnifier;
import io.tracker.schemas.types.CapturedColumn;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The statements for engines that no test can start, as the parsers of those engines read them. */
@Timeout(180)
class StatementGrammarIT {
    private static final BackupTable TABLE = BackupTable.of("pins_1", "calls")
            .required("id", "bigint unsigned")
            .column("flag", "bit(1)")
            .column("small", "smallint")
            .column("big", "bigint")
            .column("f", "float")
            .column("d", "double")
            .column("amount", "decimal(12,2)")
            .column("day", "date")
            .column("clock", "datetime(6)")
            .column("moment", "timestamp")
            .text("select", "varchar(20)", "latin1")
            .column("bytes", "varbinary(9)")
            .captured(new CapturedColumn(
                    "odd`\"name",
                    "json",
                    "json",
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    "it's \\ \"so\"; --"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"HIVE", "ATHENA"})
    void areHivesOwnTables(Engine engine) throws Exception {
        String store = engine == Engine.HIVE ? "s3a" : "s3";
        assertEquals(
                List.of(
                        "(tok_createdatabase pins tok_ifnotexists) <eof>",
                        "(tok_createtable (tok_tabname pins calls) external tok_ifnotexists tok_liketable (tok_tabcollist"
                                + " (tok_tabcol id (tok_decimal 20 0)) (tok_tabcol flag tok_boolean) (tok_tabcol small tok_int)"
                                + " (tok_tabcol big tok_bigint) (tok_tabcol f tok_float) (tok_tabcol d tok_double)"
                                + " (tok_tabcol amount (tok_decimal 12 2)) (tok_tabcol day tok_date)"
                                + " (tok_tabcol clock tok_timestamp) (tok_tabcol moment tok_timestamp)"
                                + " (tok_tabcol select tok_string) (tok_tabcol bytes tok_binary)"
                                + " (tok_tabcol odd`\"name tok_string 'it\\'s \\\\ \"so\"; --'))"
                                + " (tok_tablepartcols (tok_tabcollist (tok_tabcol dt tok_date)))"
                                + " (tok_fileformat_generic parquet) (tok_tablelocation '" + store
                                + "://lake/w/pins/calls')) <eof>",
                        "(tok_altertable (tok_tabname pins calls) (tok_altertable_addparts tok_ifnotexists (tok_partspec"
                                + " (tok_partval dt '2026-11-20')) (tok_partitionlocation '" + store
                                + "://lake/w/pins/calls/dt=2026-11-20'))) <eof>"),
                understood("hive", engine));
    }

    @Test
    void areTrinosOwnTables() throws Exception {
        List<String> understood = understood("trino", Engine.TRINO);
        assertEquals("CREATE SCHEMA IF NOT EXISTS \"pins\"", understood.get(0));
        assertEquals(
                "CREATE TABLE IF NOT EXISTS \"pins\".\"calls\" ( \"id\" decimal(20, 0), \"flag\" boolean, \"small\" integer,"
                        + " \"big\" bigint, \"f\" real, \"d\" double, \"amount\" decimal(12, 2), \"day\" date,"
                        + " \"clock\" timestamp(6), \"moment\" timestamp(6), \"select\" varchar, \"bytes\" varbinary,"
                        + " \"odd`\"\"name\" varchar COMMENT 'it''s \\ \"so\"; --', \"dt\" date ) WITH ( format = 'PARQUET',"
                        + " partitioned_by = ARRAY['dt'], external_location = 's3://lake/w/pins/calls' )",
                understood.get(1));
        assertEquals(
                "CALL system.register_partition(schema_name => 'pins', table_name => 'calls', partition_columns =>"
                        + " ARRAY['dt'], partition_values => ARRAY['2026-11-20'], location =>"
                        + " 's3://lake/w/pins/calls/dt=2026-11-20')",
                understood.get(2));
        assertTrue(understood.size() == 3, understood::toString);
    }

    private List<String> understood(String grammar, Engine engine) throws Exception {
        TableStatements statements = new TableStatements(
                engine,
                new TableName("pins", "calls"),
                CellPlan.of(SchemaUnifier.unify(List.of(TABLE.source())), Map.of()),
                "s3a://lake/w/pins/calls");
        return ReaderProcess.run(
                folder,
                "Grammar",
                List.of(grammar),
                statements.settings() + statements.table() + statements.partition(LocalDate.of(2026, 11, 20)));
    }
}
