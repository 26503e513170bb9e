package io.tracker.jobs.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.schema.SchemaUnifier;
import io.tracker.jobs.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    @Test
    void hasUsualPoliciesByType() throws Exception {
        assertEquals(
                Map.of(
                        "born", Policy.NULL,
                        "seen", Policy.NULL,
                        "id", Policy.FAIL,
                        "name", Policy.FAIL,
                        "shape", Policy.FAIL),
                policies(Map.of("parquet.codec", "zstd")));
    }

    @Test
    void takesAColumnsOwnPolicyBeforeThatOfAll() throws Exception {
        assertEquals(
                Map.of(
                        "born", Policy.FAIL,
                        "seen", Policy.STRING,
                        "id", Policy.INT64,
                        "name", Policy.FAIL,
                        "shape", Policy.FAIL),
                policies(Map.of("policy.*", "fail", "policy.SEEN", "string", "policy.id", "int64")));
    }

    @Test
    void givesThePolicyOfAllOnlyToColumnsThatCanHaveIt() throws Exception {
        assertEquals(
                Map.of(
                        "born", Policy.NULL,
                        "seen", Policy.NULL,
                        "id", Policy.FAIL,
                        "name", Policy.BINARY,
                        "shape", Policy.BINARY),
                policies(Map.of("policy.*", "binary")));
    }

    @Test
    void tellsEveryProblemAtOnce() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> policies(Map.of("policy.bron", "fail", "policy.id", "null", "policy.name", "ignore")));
        assertTrue(
                e.getMessage()
                        .contains(
                                "Policy names a column that the table does not have: bron (expected one of id, born,"),
                e.getMessage());
        assertTrue(
                e.getMessage()
                        .contains(
                                "Policy does not fit the column: id, which is bigint unsigned (got null, expected fail"
                                        + " or int64)"),
                e.getMessage());
        assertTrue(
                e.getMessage()
                        .contains(
                                "Policy of name is not known (got ignore, expected fail or null or string or binary or"
                                        + " int64)"),
                e.getMessage());
    }

    @Test
    void takesACommandLinesPolicyApartAtItsLastEqualsSign() {
        assertEquals(Map.entry("policy.a=b", "null"), Policies.parse("a=b=null"));
        for (String bad : List.of("=null", "null", "a=", "a=nothing")) {
            assertThrows(IllegalArgumentException.class, () -> Policies.parse(bad), bad);
        }
    }

    @Test
    void givesATableItsOwnPoliciesAndLeavesOthersOut() {
        Map<String, String> options = Map.of(
                "parquet.codec", "zstd",
                "policy.pins/t/born", "fail",
                "policy.pins/t/seen", "string",
                "policy.pins/other/born", "null",
                "policy.pins/t2/name", "null",
                "policy.seen", "null");
        assertEquals(
                Map.of("parquet.codec", "zstd", "policy.born", "fail", "policy.seen", "null"),
                Policies.forTable(options, "pins", "t"));
    }

    @Test
    void takesALineOfAFileApart() {
        assertEquals(Map.entry("policy.pins/t/a=b c", "null"), Policies.parseOfTable("pins/t/a=b c = null"));
        for (String bad : List.of("created=null", "t/created=null", "pins//c=null", "pins/t/c=nothing")) {
            assertThrows(IllegalArgumentException.class, () -> Policies.parseOfTable(bad), bad);
        }
    }

    private static Map<String, Policy> policies(Map<String, String> options) throws Exception {
        TableSchema schema = SchemaUnifier.unify(List.of(BackupTable.of("pins", "t")
                .column("id", "bigint unsigned")
                .column("born", "date")
                .column("seen", "timestamp")
                .text("name", "varchar(9)", "utf8mb4")
                .column("shape", "geometry")
                .source()));
        return CellPlan.of(schema, options).columns().stream()
                .collect(Collectors.toMap(column -> column.column().name(), PlannedColumn::policy));
    }
}
