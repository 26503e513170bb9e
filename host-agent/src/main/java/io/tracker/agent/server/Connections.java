package io.tracker.agent.server;

import java.sql.Connection;
import java.sql.SQLException;

/** Ends connections. What goes wrong in ending one changes nothing: nothing that matters depends on a clean goodbye. */
final class Connections {
    private Connections() {}

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            abort(connection);
        }
    }

    /** Cuts the socket; never waits for the server, never drains a result. */
    static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it was cut already
        }
    }
}
