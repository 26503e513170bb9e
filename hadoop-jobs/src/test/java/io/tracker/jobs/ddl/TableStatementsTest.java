package io.tracker.jobs.ddl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.schema.SchemaUnifier;
import io.tracker.schemas.types.CapturedColumn;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableStatementsTest {
    private static final TableName NAME = new TableName("pins", "odd`\"name");

    @ParameterizedTest
    @CsvSource({
        "bit(1), boolean, boolean, boolean",
        "smallint, int, int, integer",
        "bigint, bigint, bigint, bigint",
        "bigint unsigned, 'decimal(20,0)', 'decimal(20,0)', 'decimal(20,0)'",
        "float, float, float, real",
        "double, double, double, double",
        "'decimal(12,2)', 'decimal(12,2)', 'decimal(12,2)', 'decimal(12,2)'",
        "date, date, date, date",
        "datetime(6), timestamp_ntz, timestamp, timestamp(6)",
        "timestamp, timestamp, timestamp, timestamp(6)",
        "json, string, string, varchar",
        "varbinary(9), binary, binary, varbinary"
    })
    void namesTheTypeOfEachColumn(String type, String spark, String hive, String trino) throws IOException {
        BackupTable table = BackupTable.of("s", "t").column("c", type);
        assertTrue(of(Engine.SPARK, table).table().contains("\n  `c` " + spark + ",\n"));
        assertTrue(of(Engine.HIVE, table).table().contains("\n  `c` " + hive + "\n"));
        assertTrue(of(Engine.ATHENA, table).table().contains("\n  `c` " + hive + "\n"));
        assertTrue(of(Engine.TRINO, table).table().contains("\n  \"c\" " + trino + ",\n"));
    }

    @Test
    void quotesNamesAndComments() throws IOException {
        BackupTable table = BackupTable.of("s", "t")
                .captured(new CapturedColumn(
                        "a`\"b",
                        "int",
                        "int",
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        "it's \\ a\nline"));
        assertTrue(of(Engine.SPARK, table)
                .table()
                .contains("`pins`.`odd``\"name` (\n  `a``\"b` int COMMENT 'it\\'s \\\\ a\\nline'"));
        assertTrue(of(Engine.TRINO, table)
                .table()
                .contains("\"pins\".\"odd`\"\"name\" (\n  \"a`\"\"b\" integer COMMENT 'it''s \\ a\nline'"));
    }

    @Test
    void namesPlacesAsTheEngineDoes() throws IOException {
        BackupTable table = BackupTable.of("s", "t").column("c", "int");
        assertTrue(of(Engine.SPARK, table).table().contains("LOCATION 's3a://lake/w/pins/t'"));
        assertTrue(of(Engine.ATHENA, table).table().contains("LOCATION 's3://lake/w/pins/t'"));
        assertTrue(of(Engine.TRINO, table).table().contains("external_location = 's3://lake/w/pins/t'"));
        assertEquals(Optional.of(Engine.HIVE), Engine.of("hive"));
    }

    @Test
    void refusesAColumnOfThePartitionsName() {
        BackupTable table = BackupTable.of("s", "t").column("DT", "int");
        OperatorException refused = assertThrows(OperatorException.class, () -> of(Engine.SPARK, table));
        assertTrue(refused.getMessage().startsWith("Column has the partition's name: DT"), refused.getMessage());
    }

    private static TableStatements of(Engine engine, BackupTable table) throws IOException {
        CellPlan plan = CellPlan.of(SchemaUnifier.unify(List.of(table.source())), Map.of());
        return new TableStatements(engine, NAME, plan, "s3a://lake/w/pins/t");
    }
}
