package io.tracker.jobs.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tracker.jobs.schema.TableSchema;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** One object a line: numbers as the server's digits, everything else as text, binary values as {@code "0x…"}. */
final class JsonText implements RowText {
    private final PrintedColumns columns;
    private final JsonFactory json = new JsonFactory();

    JsonText(TableSchema schema) {
        this.columns = PrintedColumns.of(schema, schema.columns());
    }

    @Override
    public String head() {
        return "";
    }

    @Override
    public String row(TableRef table, int source, RowCursor row) {
        StringWriter line = new StringWriter();
        try (JsonGenerator object = json.createGenerator(line)) {
            object.writeStartObject();
            List<Optional<PrintedCell>> cells = columns.cellsOf(source);
            for (int i = 0; i < cells.size(); i++) {
                object.writeFieldName(columns.columns().get(i).name());
                Optional<PrintedCell> cell = cells.get(i);
                if (cell.isEmpty() || cell.get().isNull(row)) {
                    object.writeNull();
                } else if (cell.get().isJsonNumber(row)) {
                    object.writeNumber(cell.get().text(row));
                } else {
                    object.writeString(cell.get().text(row));
                }
            }
            object.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }
}
