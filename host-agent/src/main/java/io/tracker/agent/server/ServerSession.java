package io.tracker.agent.server;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session for statements about the server: status, variables, catalog. Answers are small and come whole, decoded as UTF-8.
 *
 * <p>Not thread safe, except {@link #abort}.
 */
public final class ServerSession implements AutoCloseable {
    /** A server that is frozen must not hang the agent. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Connection connection;
    private final ServerAddress address;
    private final Dialect dialect;
    private final String version;
    private final long id;

    private ServerSession(SessionOpener.Opened opened, ServerAddress address) {
        this.connection = opened.connection();
        this.address = address;
        this.dialect = opened.dialect();
        this.version = opened.version();
        this.id = opened.id();
    }

    static ServerSession open(ConnectionOptions options, String purpose) throws ServerException {
        return new ServerSession(
                SessionOpener.open(options, purpose, PATIENCE, SessionSettings::metadata), options.address());
    }

    /** The words of this server's engine. */
    public Dialect dialect() {
        return dialect;
    }

    /** The version, as the server prints it. */
    public String version() {
        return version;
    }

    /** Where it leads to. */
    public ServerAddress address() {
        return address;
    }

    /** The connection's id at the server, for KILL. */
    public long id() {
        return id;
    }

    /** A statement without an answer that may take as long as a transaction of somebody else. */
    public void executePatiently(String sql) throws ServerException {
        patience(Duration.ZERO);
        try {
            execute(sql);
        } finally {
            patience(PATIENCE);
        }
    }

    private void patience(Duration silence) throws ServerException {
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(silence.toMillis()));
        } catch (SQLException e) {
            throw ServerErrors.failed("Timeout cannot be set: " + address, e);
        }
    }

    /** All rows of an answer. */
    public List<TextRow> query(String sql) throws ServerException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            ResultSetMetaData columns = answer.getMetaData();
            List<TextRow> rows = new ArrayList<>();
            while (answer.next()) {
                rows.add(row(answer, columns));
            }
            return rows;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** The only row of an answer. */
    public TextRow one(String sql) throws ServerException {
        List<TextRow> rows = query(sql);
        if (rows.size() != 1) {
            throw new ServerException("Statement does not answer with one row: " + sql + " at " + address + " (got "
                    + rows.size() + " rows)");
        }
        return rows.get(0);
    }

    /** The first value of the only row; the empty text for NULL. */
    public String value(String sql) throws ServerException {
        return one(sql).first().orElse("");
    }

    /** A statement without an answer. */
    public void execute(String sql) throws ServerException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** Cuts the connection at once, from any thread. */
    public void abort() {
        Connections.abort(connection);
    }

    @Override
    public void close() {
        Connections.close(connection);
    }

    private ServerException failed(String sql, SQLException e) {
        return ServerErrors.failed("Statement failed: " + sql + " at " + address, e);
    }

    private static TextRow row(ResultSet answer, ResultSetMetaData columns) throws SQLException {
        TextRow row = new TextRow();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            byte[] value = answer.getBytes(i);
            row.put(
                    columns.getColumnLabel(i),
                    Optional.ofNullable(value).map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
        }
        return row;
    }
}
