package io.tracker.agent.catalog;

import io.tracker.agent.server.Literal;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TableChangedException;
import io.tracker.agent.server.TableName;
import io.tracker.agent.server.TableShape;
import io.tracker.agent.server.TextRow;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Captures tables. Not thread safe: it uses one session. */
public final class SchemaReader {
    private static final int NO_SUCH_TABLE = 1146;

    private final ServerSession session;

    /** Reads on that session, which stays open. */
    public SchemaReader(ServerSession session) {
        this.session = session;
    }

    /**
     * Captures a table as it is now: nothing else keeps it from changing meanwhile but a metadata lock that the caller holds.
     *
     * @throws TableChangedException if there is no such table
     */
    public CapturedTable capture(TableName table) throws IOException {
        Map<String, String> expressions = new HashMap<>();
        List<CapturedColumn> columns = columns(table, expressions);
        String createTable;
        try {
            createTable = session.one("SHOW CREATE TABLE " + table).text("Create Table");
        } catch (ServerException e) {
            throw e.code() == NO_SUCH_TABLE ? TableChangedException.gone(table, e.getMessage()) : e;
        }
        if (columns.isEmpty()) {
            throw new ServerException(
                    "Columns of a table are hidden: " + table,
                    "the account needs SELECT on *.*, without partial revokes");
        }
        List<TextRow> key = key(table);
        List<String> primaryKey =
                key.stream().map(row -> row.text("COLUMN_NAME")).toList();
        boolean ordered = !key.isEmpty()
                && key.stream()
                        .allMatch(row -> row.optional("SUB_PART").isEmpty()
                                && row.text("COLLATION").equals("A"));
        CapturedSchema schema = CapturedSchema.of(createTable, columns, primaryKey);
        return new CapturedTable(
                new TableShape(table, schema, partitions(table, createTable), Optional.empty(), ordered),
                facts(table, expressions));
    }

    private List<CapturedColumn> columns(TableName table, Map<String, String> expressions) throws ServerException {
        List<CapturedColumn> columns = new ArrayList<>();
        for (TextRow row : rows(
                table,
                "COLUMNS",
                "COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, CHARACTER_SET_NAME, COLLATION_NAME, EXTRA, COLUMN_COMMENT, GENERATION_EXPRESSION",
                "",
                "ORDINAL_POSITION")) {
            row.optional("GENERATION_EXPRESSION")
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> expressions.put(row.text("COLUMN_NAME"), text));
            String extra = row.text("EXTRA").toUpperCase(Locale.ROOT);
            columns.add(new CapturedColumn(
                    row.text("COLUMN_NAME"),
                    row.text("DATA_TYPE").toLowerCase(Locale.ROOT),
                    row.text("COLUMN_TYPE"),
                    row.text("IS_NULLABLE").equals("YES"),
                    row.optional("CHARACTER_SET_NAME"),
                    row.optional("COLLATION_NAME"),
                    // MySQL says DEFAULT_GENERATED of a column with an expression for its default, which is another
                    // thing
                    extra.contains("VIRTUAL GENERATED") || extra.contains("STORED GENERATED"),
                    extra.contains("INVISIBLE"),
                    row.text("COLUMN_COMMENT")));
        }
        return columns;
    }

    private List<String> partitions(TableName table, String createTable) throws ServerException {
        if (!createTable.contains("PARTITION BY")) {
            return List.of();
        }
        return rows(
                        table,
                        "PARTITIONS",
                        "PARTITION_NAME, SUBPARTITION_NAME",
                        " AND PARTITION_NAME IS NOT NULL",
                        "PARTITION_ORDINAL_POSITION, SUBPARTITION_ORDINAL_POSITION")
                .stream()
                .map(row -> row.optional("SUBPARTITION_NAME").orElseGet(() -> row.text("PARTITION_NAME")))
                .toList();
    }

    private List<TextRow> key(TableName table) throws ServerException {
        return rows(
                table, "STATISTICS", "COLUMN_NAME, SUB_PART, COLLATION", " AND INDEX_NAME = 'PRIMARY'", "SEQ_IN_INDEX");
    }

    private CapturedTable.Facts facts(TableName table, Map<String, String> expressions) throws ServerException {
        List<TextRow> rows = rows(table, "TABLES", "CREATE_TIME, TABLE_ROWS, DATA_LENGTH", "", "TABLE_NAME");
        if (rows.isEmpty()) {
            return new CapturedTable.Facts(Optional.empty(), 0, expressions);
        }
        long estimate =
                rows.get(0).optional("TABLE_ROWS").map(Long::parseUnsignedLong).orElse(0L);
        return new CapturedTable.Facts(rows.get(0).optional("CREATE_TIME"), Math.max(0, estimate), expressions);
    }

    /** Rows of the catalog for exactly this table: the catalog compares names without regard to case, and {@code A} may stand beside {@code a}. */
    private List<TextRow> rows(TableName table, String view, String columns, String condition, String order)
            throws ServerException {
        return session
                .query("SELECT TABLE_SCHEMA AS of_schema, TABLE_NAME AS of_table, " + columns
                        + " FROM information_schema." + view + " WHERE TABLE_SCHEMA = " + Literal.text(table.schema())
                        + " AND TABLE_NAME = " + Literal.text(table.table()) + condition + " ORDER BY " + order)
                .stream()
                .filter(row -> row.text("of_schema").equals(table.schema())
                        && row.text("of_table").equals(table.table()))
                .toList();
    }
}
