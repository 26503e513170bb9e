package io.tracker.agent.server;

import java.io.IOException;

/**
 * Opens sessions on one server with one account. Each session's settings are set and read back before anybody uses it. Thread safe.
 */
public final class ServerConnector {
    private final ConnectionOptions options;
    private final RowSessions rowSessions = new RowSessions();
    private final RowReaders rowReaders = new RowReaders();

    public ServerConnector(ConnectionOptions options) {
        this.options = options;
    }

    /** Where it leads to, and how. */
    public ConnectionOptions options() {
        return options;
    }

    /** The same account and run at another server. */
    public ServerConnector at(ServerAddress other) {
        return new ServerConnector(options.at(other));
    }

    /**
     * A session for statements about the server.
     *
     * @param purpose a word for messages: {@code role}, {@code watchdog} …
     * @throws io.tracker.agent.failure.OperatorException if the login is refused, or the server is too old
     */
    public ServerSession open(String purpose) throws ServerException {
        return ServerSession.open(options, purpose);
    }

    /**
     * A session for rows; it is among {@link #rowSessions} until it is closed.
     *
     * @throws SnapshotEndedException while nobody knows what the server is
     */
    public RowSession openRows() throws IOException {
        rowSessions.requireRunning();
        RowSession session = RowSession.open(options, rowSessions, rowReaders.of(options));
        try {
            rowSessions.add(session);
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        }
        return session;
    }

    /** The row sessions that are open. */
    public RowSessions rowSessions() {
        return rowSessions;
    }
}
