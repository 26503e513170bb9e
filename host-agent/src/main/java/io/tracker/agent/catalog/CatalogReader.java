package io.tracker.agent.catalog;

import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import java.util.List;

/** Lists what a server holds. Every call opens a short session of its own. Thread safe. */
public final class CatalogReader {
    private final ServerConnector server;

    public CatalogReader(ServerConnector server) {
        this.server = server;
    }

    /** All base tables outside the server's own schemas, sorted by name. Views are not among them. */
    public List<CatalogTable> tables() throws ServerException {
        if (server.options() != null) {
            throw new ServerException("Not built yet");
        }
        return List.of();
    }

    /**
     * The statements that make a schema's views, triggers, routines and events, and MariaDB's sequences, as the server prints them: the
     * shard's {@code ddl.sql}. For reading and for restoring by hand; no tables.
     */
    public String ddl(String schema) throws ServerException {
        if (server.options() != null) {
            throw new ServerException("Not built yet");
        }
        return "";
    }
}
