package io.tracker.agent.server;

import io.tracker.agent.select.StoredForm;
import io.tracker.agent.upload.RowSink;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.types.CapturedColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session that reads rows in a snapshot: answers come as the server stores them, without conversion.
 *
 * <p>After an error in the middle of a stream it is broken: its connection is cut and it can only be closed, because such a connection
 * cannot be trusted with another statement. Not thread safe, except {@link #end}.
 */
public final class RowSession implements AutoCloseable {
    private final Connection connection;
    private final ServerAddress address;
    private final String run;
    private final long id;
    private final boolean releasesLocks;
    private final RowSessions registry;
    private final RowReader reader;
    private volatile Optional<EndCause> ended = Optional.empty();
    private volatile boolean broken;

    private RowSession(
            SessionOpener.Opened opened,
            ConnectionOptions options,
            boolean releasesLocks,
            RowSessions registry,
            RowReader reader) {
        this.connection = opened.connection();
        this.address = options.address();
        this.run = options.run();
        this.id = opened.id();
        this.releasesLocks = releasesLocks;
        this.registry = registry;
        this.reader = reader;
    }

    /** Waits for rows for ever: COUNT(*) of a large table says nothing for long, and a server that is gone is the watchdog's matter. */
    static RowSession open(ConnectionOptions options, RowSessions registry, RowReader reader) throws ServerException {
        SessionOpener.Opened opened = SessionOpener.open(options, "rows", Duration.ZERO, SessionSettings::rows);
        boolean releases = !opened.dialect().releaseNeedsBinlogOff() || binlogOff(opened.connection());
        return new RowSession(opened, options, releases, registry, reader);
    }

    /** The connection's id at the server, for KILL. */
    public long id() {
        return id;
    }

    /** Whether {@link #release} gives metadata locks back; without the right to turn its binary log off, MariaDB keeps them to the end. */
    public boolean releasesLocks() {
        return releasesLocks;
    }

    /** Whether it can still be used. */
    public boolean usable() {
        return !broken && ended.isEmpty();
    }

    /** Begins the snapshot: from here on it sees the state of now. */
    public void beginSnapshot() throws IOException {
        execute(RowSql.BEGIN);
        execute(RowSql.SAVEPOINT);
    }

    /** One value of ASCII text that the snapshot sees in a table of the server's own; empty for NULL. */
    public String value(TableName table, String sql) throws IOException {
        return small(table, sql, result -> result.next() && result.getBytes(1) != null ? ascii(result, 1) : "");
    }

    /** Takes a table's metadata lock until {@link #release}, and fails if the snapshot does not fit the table any more. */
    public void touch(TableName table) throws IOException {
        small(table, RowSql.touch(table, run), ResultSet::next);
    }

    /** Gives metadata locks back; the snapshot stays. */
    public void release() throws IOException {
        execute(RowSql.RELEASE);
    }

    /** {@code COUNT(*)}. */
    public long count(TableShape shape) throws IOException {
        return small(shape.name(), new RowSql(shape, run).count(), result -> {
            if (!result.next()) {
                throw new ServerException("COUNT(*) answers nothing: " + shape.name());
            }
            return Long.parseLong(ascii(result, 1));
        });
    }

    /**
     * The key, cut to its leading columns that bound chunks, of the row that comes {@code skip} rows after the first one behind a bound.
     *
     * @param last the bound; empty: from the table's first row
     * @return empty if there are not so many rows
     */
    public Optional<KeyBound> boundAfter(TableShape shape, Optional<KeyBound> last, long skip) throws IOException {
        List<CapturedColumn> columns = shape.bounds();
        return small(shape.name(), new RowSql(shape, run).boundAfter(columns, last, skip), result -> {
            if (!result.next()) {
                return Optional.empty();
            }
            List<String> literals = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                literals.add(KeyLiteral.of(columns.get(i), result.getBytes(i + 1)));
            }
            return Optional.of(new KeyBound(literals));
        });
    }

    /** The smallest and the greatest value of the first key column, as text; empty if the table is. For integer columns. */
    public Optional<List<String>> extremes(TableShape shape) throws IOException {
        return small(shape.name(), new RowSql(shape, run).extremes(), result -> {
            if (!result.next() || result.getBytes(1) == null) {
                return Optional.empty();
            }
            return Optional.of(List.of(ascii(result, 1), ascii(result, 2)));
        });
    }

    /**
     * Streams the rows of a range.
     *
     * @param stored what of the table the sink gets
     * @return how many there were
     */
    public long stream(TableShape shape, StoredForm stored, KeyRange range, RowEncoder encoder, RowSink sink)
            throws IOException {
        requireUsable();
        try {
            String sql = new RowSql(shape, run).rows(range, stored.schema());
            return reader.read(connection, sql, new EncodedCells(encoder, RowMask.of(stored), sink));
        } catch (SQLException e) {
            cut();
            requireNotEnded();
            throw ServerErrors.failedOn(shape.name(), "Rows cannot be read at " + address, e);
        } catch (IOException | RuntimeException | Error e) {
            // Rows are still on their way, even if only memory ran out: what is asked next would take them for its
            // answer.
            cut();
            requireNotEnded();
            throw e;
        }
    }

    /** Ends it from outside: its user gets the cause. The connection is cut here; the server is told by KILL. */
    void end(EndCause cause) {
        ended = Optional.of(cause);
        Connections.abort(connection);
    }

    @Override
    public void close() {
        registry.remove(this);
        if (usable()) {
            Connections.close(connection);
        } else {
            Connections.abort(connection);
        }
    }

    /** What is done with a result. */
    private interface Reading<T> {
        T from(ResultSet result) throws SQLException, IOException;
    }

    /** A small answer, which comes whole: an error of the server leaves the connection in order. */
    private <T> T small(TableName table, String sql, Reading<T> reading) throws IOException {
        requireUsable();
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            return reading.from(answer);
        } catch (SQLException e) {
            if (e.getErrorCode() == 0) {
                cut();
            }
            requireNotEnded();
            throw ServerErrors.failedOn(table, "Rows cannot be read at " + address, e);
        } catch (Error e) {
            cut();
            throw e;
        }
    }

    private void execute(String sql) throws IOException {
        requireUsable();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            cut();
            requireNotEnded();
            throw ServerErrors.failed("Statement failed: " + sql + " at " + address, e);
        } catch (Error e) {
            cut();
            throw e;
        }
    }

    private void requireUsable() throws IOException {
        requireNotEnded();
        if (broken) {
            throw new SnapshotEndedException("Connection of the snapshot is gone: an earlier read on it failed");
        }
    }

    private void requireNotEnded() throws IOException {
        Optional<EndCause> cause = ended;
        if (cause.isPresent()) {
            cause.get().raise();
        }
    }

    private void cut() {
        broken = true;
        Connections.abort(connection);
    }

    private static String ascii(ResultSet result, int column) throws SQLException {
        return new String(result.getBytes(column), StandardCharsets.US_ASCII);
    }

    /** Needs BINLOG ADMIN; without it the session serves all the same. */
    private static boolean binlogOff(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_log_bin = 0");
            return SessionOpener.first(connection, "SELECT @@SESSION.sql_log_bin")
                    .equals("0");
        } catch (SQLException e) {
            return false;
        }
    }
}
