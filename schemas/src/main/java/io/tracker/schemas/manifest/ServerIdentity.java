package io.tracker.schemas.manifest;

/**
 * The server that a backup was read from.
 *
 * @param engine {@code mysql} or {@code mariadb}
 * @param version as the server prints it
 * @param uuid what tells this server from all others
 * @param host the host's name
 * @param port the port that the agent connected to
 */
public record ServerIdentity(String engine, String version, String uuid, String host, int port) {
    public ServerIdentity {
        if (uuid.isBlank()) {
            throw new IllegalArgumentException("Server identity is empty");
        }
    }
}
