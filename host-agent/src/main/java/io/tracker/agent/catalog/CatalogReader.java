package io.tracker.agent.catalog;

import io.tracker.agent.server.Literal;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TableName;
import io.tracker.agent.server.TextRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists what a server holds. Every call opens a short session of its own. Thread safe. */
public final class CatalogReader {
    private static final Set<String> SYSTEM_SCHEMAS =
            Set.of("mysql", "sys", "information_schema", "performance_schema");
    private static final Set<String> TABLES = Set.of("BASE TABLE", "SYSTEM VERSIONED");

    private final ServerConnector server;

    public CatalogReader(ServerConnector server) {
        this.server = server;
    }

    /** All base tables outside the server's own schemas, sorted by name. Views and MariaDB's sequences are not among them. */
    public List<CatalogTable> tables() throws ServerException {
        try (ServerSession session = server.open("catalog")) {
            List<CatalogTable> tables = new ArrayList<>();
            for (TextRow row :
                    session.query("SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_ROWS, DATA_LENGTH"
                            + " FROM information_schema.TABLES WHERE TABLE_SCHEMA NOT IN (" + systemSchemas() + ")")) {
                if (TABLES.contains(row.text("TABLE_TYPE"))) {
                    tables.add(table(row));
                }
            }
            tables.sort(
                    Comparator.comparing((CatalogTable table) -> table.name().schema())
                            .thenComparing(table -> table.name().table()));
            return tables;
        }
    }

    /**
     * The statements that make a schema's views, triggers, routines and events, and MariaDB's sequences, as the server prints them: the
     * shard's {@code ddl.sql}. For reading and for restoring by hand; no tables.
     */
    public String ddl(String schema) throws ServerException {
        try (ServerSession session = server.open("catalog")) {
            return new DdlReader(session, schema).read();
        }
    }

    private static CatalogTable table(TextRow row) {
        return new CatalogTable(
                new TableName(row.text("TABLE_SCHEMA"), row.text("TABLE_NAME")),
                row.optional("ENGINE"),
                row.optional("TABLE_ROWS").map(CatalogReader::estimate).orElse(0L),
                row.optional("DATA_LENGTH").map(CatalogReader::estimate).orElse(0L),
                refusal(row));
    }

    /** An estimate is unsigned at the server; one beyond a long says nothing. */
    private static long estimate(String text) {
        return Long.compareUnsigned(Long.parseUnsignedLong(text), Long.MAX_VALUE) > 0 ? 0 : Long.parseLong(text);
    }

    private static Optional<String> refusal(TextRow row) {
        if (row.text("TABLE_TYPE").equals("SYSTEM VERSIONED")) {
            return Optional.of("a system-versioned table: its history is not read yet");
        }
        Optional<String> engine = row.optional("ENGINE").filter(name -> !name.isEmpty());
        if (engine.isEmpty()) {
            return Optional.of("the server cannot open it");
        }
        if (!engine.get().toLowerCase(Locale.ROOT).equals("innodb")) {
            return Optional.of(
                    "engine " + engine.get() + " has no snapshots: its rows could be later than the others'");
        }
        return Optional.empty();
    }

    private static String systemSchemas() {
        return SYSTEM_SCHEMAS.stream().sorted().map(Literal::text).collect(Collectors.joining(", "));
    }
}
