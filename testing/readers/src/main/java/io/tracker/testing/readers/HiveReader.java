package io.tracker.testing.readers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.serde2.SerDeException;
import org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe;
import org.apache.hadoop.hive.serde2.lazy.LazyString;
import org.apache.hadoop.hive.serde2.lazy.LazyStruct;
import org.apache.hadoop.io.Text;

/**
 * Reads dumps as a Hive table of strings does: {@code ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' ESCAPED BY '\\'} with {@code
 * serialization.escape.crlf}. In the list, the first file of a table holds its columns' names, a line each.
 */
public final class HiveReader {
    private HiveReader() {}

    /** Reads every table of the list that is the one argument. */
    public static void main(String[] arguments) throws IOException, SerDeException {
        for (ReadRequest request : ReadRequest.read(Path.of(arguments[0]))) {
            read(request);
        }
    }

    private static void read(ReadRequest request) throws IOException, SerDeException {
        List<String> names = Files.readAllLines(Path.of(request.files().get(0)), StandardCharsets.UTF_8);
        List<String> types = Collections.nCopies(names.size(), "string");
        LazySimpleSerDe hive = hive(names.size());
        try (CellFile output = new CellFile(request.output())) {
            output.columns(names, types);
            for (String file : request.files().subList(1, request.files().size())) {
                try (InputStream lines = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
                    for (Text line = line(lines); line.getLength() > 0; line = line(lines)) {
                        output.row(cells((LazyStruct) hive.deserialize(row(line)), names.size()));
                    }
                }
            }
        }
    }

    /** Columns of Hive have plain names; where they stand is what matters. */
    private static LazySimpleSerDe hive(int columns) throws SerDeException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            names.add("c" + i);
        }
        Properties table = new Properties();
        table.setProperty("columns", String.join(",", names));
        table.setProperty("columns.types", String.join(":", Collections.nCopies(columns, "string")));
        table.setProperty("field.delim", "\t");
        table.setProperty("serialization.format", "\t");
        table.setProperty("escape.delim", "\\");
        table.setProperty("serialization.escape.crlf", "true");
        table.setProperty("serialization.null.format", "\\N");
        LazySimpleSerDe hive = new LazySimpleSerDe();
        hive.initialize(new Configuration(false), table);
        return hive;
    }

    private static List<byte[]> cells(LazyStruct row, int columns) {
        List<byte[]> cells = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            LazyString value = (LazyString) row.getField(i);
            cells.add(value == null ? null : value.getWritableObject().copyBytes());
        }
        return cells;
    }

    /** A line with its newline; empty at the end. */
    private static Text line(InputStream lines) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = lines.read();
        while (next >= 0) {
            line.write(next);
            if (next == '\n') {
                break;
            }
            next = lines.read();
        }
        return new Text(line.toByteArray());
    }

    private static Text row(Text line) {
        Text row = new Text();
        row.set(line.getBytes(), 0, line.getLength() - 1);
        return row;
    }
}
