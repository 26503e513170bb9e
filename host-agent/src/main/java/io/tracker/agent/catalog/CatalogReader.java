package io.tracker.agent.catalog;

import io.tracker.agent.server.NotBuilt;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import java.util.List;
import java.util.Optional;

/** Lists what a server holds. Every call opens a short session of its own. Thread safe. */
public final class CatalogReader {

    public CatalogReader(ServerConnector server) {}

    /** All base tables outside the server's own schemas, sorted by name. Views are not among them. */
    public List<CatalogTable> tables() throws ServerException {
        return NotBuilt.yet(Optional.empty());
    }

    /**
     * The statements that make a schema's views, triggers, routines and events, and MariaDB's sequences, as the server prints them: the
     * shard's {@code ddl.sql}. For reading and for restoring by hand; no tables.
     */
    public String ddl(String schema) throws ServerException {
        return NotBuilt.yet(Optional.empty());
    }
}
