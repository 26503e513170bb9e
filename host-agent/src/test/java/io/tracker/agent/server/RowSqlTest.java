package io.tracker.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import io.tracker.schemas.types.Masking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RowSqlTest {
    private static final TableName TABLE = new TableName("s`x", "select");
    private static final CapturedColumn ID = column("id", "int", "int(11)");
    private static final CapturedColumn REAL = column("order", "float", "float");
    private static final CapturedColumn STATE = column("state", "enum", "enum('','a')");

    @Test
    void selectsColumnsByNameAndFloatsExactlyAndTellsTheErrorValueOfAnEnum() {
        RowSql sql = new RowSql(shape(List.of("id"), true), "run-1");
        assertEquals(
                "SELECT /* tracker-agent run-1 */ `id`, CAST(`order` AS DOUBLE), `state`, `state` + 0"
                        + " FROM `s``x`.`select` FORCE INDEX (PRIMARY) ORDER BY `id`",
                sql.rows(KeyRange.all(), shape(List.of("id"), true).schema()));
    }

    @Test
    void asksTheServerForNothingThatTheBackupDoesNotHold() {
        TableShape shape = shape(List.of("id"), true);
        CapturedSchema masked = shape.schema()
                .masked(Map.of("order", Masking.How.EXCLUDED, "state", Masking.How.NULL), Optional.empty());
        String text = new RowSql(shape, "run-1").rows(KeyRange.all(), masked);
        assertTrue(text.startsWith("SELECT /* tracker-agent run-1 */ `id`, NULL, NULL FROM"), text);
    }

    @Test
    void readsARangeFromItsFirstKeyToBeforeItsLast() {
        RowSql sql = new RowSql(shape(List.of("id"), true), "run-1");
        KeyRange range =
                new KeyRange(Optional.of(new KeyBound(List.of("10"))), Optional.of(new KeyBound(List.of("20"))));
        String text = sql.rows(range, shape(List.of("id"), true).schema());
        assertEquals(" WHERE `id` >= 10 AND `id` < 20 ORDER BY `id`", text.substring(text.indexOf(" WHERE")));
    }

    @Test
    void sortsByNothingWhereTheKeyDoesNotSortWholeColumns() {
        String text = new RowSql(shape(List.of("id"), false), "run-1")
                .rows(KeyRange.all(), shape(List.of("id"), false).schema());
        assertEquals(" FORCE INDEX (PRIMARY)", text.substring(text.indexOf(" FORCE")));
    }

    @Test
    void forcesNoKeyWhereThereIsNone() {
        String text = new RowSql(shape(List.of(), false), "run-1")
                .rows(KeyRange.all(), shape(List.of(), false).schema());
        assertEquals(" FROM `s``x`.`select`", text.substring(text.indexOf(" FROM")));
    }

    @Test
    void seeksTheKeyThatComesSoManyRowsBehindTheLast() {
        TableShape shape = shape(List.of("id"), true);
        RowSql sql = new RowSql(shape, "run-1");
        assertEquals(
                "SELECT /* tracker-agent run-1 */ `id` FROM `s``x`.`select` FORCE INDEX (PRIMARY) WHERE `id` > 7"
                        + " ORDER BY `id` LIMIT 1 OFFSET 99",
                sql.boundAfter(shape.bounds(), Optional.of(new KeyBound(List.of("7"))), 99));
    }

    private static TableShape shape(List<String> key, boolean ordered) {
        return new TableShape(
                TABLE,
                CapturedSchema.of("CREATE TABLE …", List.of(ID, REAL, STATE), key),
                List.of(),
                Optional.empty(),
                ordered);
    }

    private static CapturedColumn column(String name, String dataType, String columnType) {
        return new CapturedColumn(
                name, dataType, columnType, false, Optional.empty(), Optional.empty(), false, false, "");
    }
}
