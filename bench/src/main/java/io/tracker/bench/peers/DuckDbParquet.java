package io.tracker.bench.peers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Turns tab-separated text into Parquet by DuckDB. */
public final class DuckDbParquet {
    private DuckDbParquet() {}

    /** Text file, Parquet file, columns as {@code name type, …}, select list. */
    public static void main(String[] arguments) throws SQLException {
        String columns = Arrays.stream(arguments[2].split(", *(?![^(]*\\))"))
                .map(column -> column.strip().split(" ", 2))
                .map(column -> "'" + column[0] + "': '" + column[1] + "'")
                .collect(Collectors.joining(", "));
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("SET preserve_insertion_order = true");
            statement.execute("COPY (SELECT " + arguments[3] + " FROM read_csv('" + arguments[0]
                    + "', delim = '\\t', header = false, quote = '', escape = '', nullstr = 'NULL', auto_detect = false, columns = {"
                    + columns + "})) TO '" + arguments[1] + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }
}
