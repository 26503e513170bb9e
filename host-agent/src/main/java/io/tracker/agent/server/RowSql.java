package io.tracker.agent.server;

import io.tracker.schemas.layout.BackupField;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import io.tracker.schemas.types.Masking.How;
import io.tracker.schemas.types.MySqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All SQL on the rows of tables. */
final class RowSql {
    static final String BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
    static final String SAVEPOINT = "SAVEPOINT tracker";
    static final String RELEASE = "ROLLBACK TO SAVEPOINT tracker";

    private final TableShape shape;
    private final String comment;

    /** SQL on a table; each statement carries the run's id for whoever looks at the process list. */
    RowSql(TableShape shape, String run) {
        this.shape = shape;
        this.comment = comment(run);
    }

    /** Reads at most one row: takes the metadata lock, and lets the server say whether the snapshot still fits the table. */
    static String touch(TableName table, String run) {
        return "SELECT " + comment(run) + "1 FROM " + table + " LIMIT 1";
    }

    /**
     * A chunk's rows, with columns by name, invisible and generated ones too, in the layout's order, sorted by key. What the backup does
     * not hold is not asked for: such values never leave the server.
     */
    String rows(KeyRange range, CapturedSchema stored) {
        Map<String, CapturedColumn> columns = new HashMap<>();
        shape.schema().columns().forEach(column -> columns.put(column.name(), column));
        List<String> fields = new ArrayList<>();
        for (BackupField field : RowLayout.of(stored).fields()) {
            boolean nulled = stored.masking()
                    .flatMap(masking -> masking.of(field.column()))
                    .filter(How.NULL::equals)
                    .isPresent();
            fields.add(nulled ? "NULL" : expression(field, columns.get(field.column())));
        }
        return "SELECT " + comment + String.join(", ", fields) + " FROM " + source() + where(range) + keyOrder();
    }

    /** How many rows the table has. No index is forced: the server takes its shortest. */
    String count() {
        return "SELECT " + comment + "COUNT(*) FROM " + shape.name();
    }

    /** The leading key values of the row that comes {@code skip} rows after the first one behind a bound. */
    String boundAfter(List<CapturedColumn> bounds, Optional<KeyBound> last, long skip) {
        String condition = last.map(bound -> " WHERE " + KeyCondition.after(names(bounds), bound))
                .orElse("");
        return "SELECT " + comment + String.join(", ", names(bounds)) + " FROM " + source() + condition + keyOrder()
                + " LIMIT 1 OFFSET " + skip;
    }

    /** The smallest and the greatest value of the first key column. */
    String extremes() {
        String first = Identifier.quote(shape.schema().primaryKey().get(0));
        return "SELECT " + comment + "MIN(" + first + "), MAX(" + first + ") FROM " + part();
    }

    private String where(KeyRange range) {
        if (range.from().isEmpty() && range.to().isEmpty()) {
            return "";
        }
        List<String> key = names(shape.bounds());
        List<String> conditions = new ArrayList<>();
        range.from().ifPresent(from -> conditions.add(KeyCondition.from(key, from)));
        range.to().ifPresent(to -> conditions.add(KeyCondition.before(key, to)));
        return " WHERE " + String.join(" AND ", conditions);
    }

    /** The primary key is forced, so that the server streams in key order and never sorts in a temporary file. */
    private String source() {
        return shape.schema().primaryKey().isEmpty() ? part() : part() + " FORCE INDEX (PRIMARY)";
    }

    private String part() {
        return shape.name()
                + shape.partition()
                        .map(partition -> " PARTITION (" + Identifier.quote(partition) + ")")
                        .orElse("");
    }

    private String keyOrder() {
        return shape.keyOrdered()
                ? " ORDER BY "
                        + String.join(
                                ", ",
                                shape.schema().primaryKey().stream()
                                        .map(Identifier::quote)
                                        .toList())
                : "";
    }

    private static String expression(BackupField field, CapturedColumn column) {
        String name = Identifier.quote(field.column());
        return switch (field.part()) {
            // the servers print FLOAT with six digits only
            case VALUE -> column.type().type() == MySqlType.FLOAT ? "CAST(" + name + " AS DOUBLE)" : name;
            case ENUM_INDEX -> name + " + 0";
        };
    }

    private static List<String> names(List<CapturedColumn> columns) {
        return columns.stream().map(column -> Identifier.quote(column.name())).toList();
    }

    private static String comment(String run) {
        return "/* tracker-agent " + run + " */ ";
    }
}
