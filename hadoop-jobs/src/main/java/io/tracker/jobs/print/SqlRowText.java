package io.tracker.jobs.print;

import io.tracker.jobs.dump.SessionSettings;
import io.tracker.jobs.dump.SqlText;
import io.tracker.jobs.schema.TableSchema;
import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.MySqlType;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** INSERT statements. Text that is not plain goes as hex with its character set's introducer, so that it returns byte by byte. */
final class SqlRowText implements RowText {
    private static final Pattern PLAIN = Pattern.compile("[ -~&&[^'\\\\]]*");

    private final PrintedColumns columns;
    private final String insert;
    private Optional<TableRef> last = Optional.empty();

    SqlRowText(TableSchema schema) {
        List<UnifiedColumn> stored = schema.columns().stream()
                .filter(column -> !column.column().generated())
                .toList();
        this.columns = PrintedColumns.of(schema, stored);
        this.insert = "INSERT INTO " + SqlText.name(schema.table()) + " ("
                + stored.stream().map(column -> SqlText.name(column.name())).collect(Collectors.joining(", "))
                + ") VALUES ";
    }

    @Override
    public String head() {
        return SessionSettings.TEXT;
    }

    @Override
    public String row(TableRef table, int source, RowCursor row) {
        StringBuilder text = new StringBuilder();
        if (!last.equals(Optional.of(table))) {
            last = Optional.of(table);
            text.append("-- ").append(SqlText.comment(table.toString())).append('\n');
        }
        StringJoiner values = new StringJoiner(", ", insert + "(", ");\n");
        List<Optional<PrintedCell>> cells = columns.cellsOf(source);
        for (int i = 0; i < cells.size(); i++) {
            Optional<PrintedCell> cell = cells.get(i);
            boolean absent = cell.isEmpty() || cell.get().isNull(row);
            values.add(
                    absent
                            ? "NULL"
                            : literal(
                                    columns.columns()
                                            .get(i)
                                            .origins()
                                            .get(source)
                                            .orElseThrow(),
                                    cell.get(),
                                    row));
        }
        return text.append(values).toString();
    }

    private static String literal(UnifiedColumn.Origin origin, PrintedCell cell, RowCursor row) {
        boolean isSet = origin.column().type().type() == MySqlType.SET;
        if (origin.enumIndexField().isPresent() && (isSet || cell.isEmpty(row))) {
            // The number tells what the text does not: an ENUM's error value, a SET's empty member.
            return row.ascii(origin.enumIndexField().getAsInt());
        }
        if (cell.isEmpty(row)) {
            return "''";
        }
        Optional<String> text = cell.valid(row);
        if (text.isPresent() && cell.isExactNumber()) {
            return text.get();
        }
        if (text.isPresent() && PLAIN.matcher(text.get()).matches()) {
            return "'" + text.get() + "'";
        }
        return introducer(origin.column()) + cell.hex(row);
    }

    private static String introducer(CapturedColumn column) {
        return switch (column.type().type()) {
            case TEXT, ENUM, SET -> "_" + column.charset().orElse("binary") + " ";
            case JSON -> "_utf8mb4 ";
            case BIT,
                    BINARY,
                    GEOMETRY,
                    OTHER_BINARY,
                    TINYINT,
                    SMALLINT,
                    MEDIUMINT,
                    INT,
                    BIGINT,
                    YEAR,
                    DECIMAL,
                    FLOAT,
                    DOUBLE,
                    DATE,
                    DATETIME,
                    TIMESTAMP,
                    TIME,
                    OTHER_TEXT -> "";
        };
    }
}
