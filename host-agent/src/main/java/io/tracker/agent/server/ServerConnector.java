package io.tracker.agent.server;

/**
 * Opens sessions on one server with one account. Each session's settings are set and read back before anybody uses it. Thread safe.
 */
public final class ServerConnector {
    private final ConnectionOptions options;

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
}
