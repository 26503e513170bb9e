package io.tracker.agent.server;

import io.tracker.agent.failure.OperatorException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Opens a connection, sets the session's variables and reads them back: nobody gets a session that does not hold them. */
final class SessionOpener {
    private SessionOpener() {}

    /** An open connection with what was learnt about it. */
    record Opened(Connection connection, Dialect dialect, String version, long id) {}

    /**
     * Opens.
     *
     * @param patience how long the server may be silent before a statement fails; zero for ever
     */
    static Opened open(
            ConnectionOptions options,
            String purpose,
            Duration patience,
            Function<Dialect, List<SessionSetting>> settings)
            throws ServerException {
        String where = purpose + " at " + options.address();
        Connection connection = connect(options, where);
        try {
            String version = first(connection, "SELECT VERSION()");
            Dialect dialect = Dialect.of(version);
            List<SessionSetting> wanted = settings.apply(dialect);
            set(connection, wanted);
            requireSet(connection, wanted, where);
            long id = Long.parseLong(first(connection, "SELECT CONNECTION_ID()"));
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            return new Opened(connection, dialect, version, id);
        } catch (SQLException e) {
            closeQuietly(connection, e);
            throw ServerErrors.failed("Session cannot be set up: " + where, e);
        } catch (ServerException | RuntimeException e) {
            closeQuietly(connection, e);
            throw e;
        }
    }

    private static Connection connect(ConnectionOptions options, String where) throws ServerException {
        ServerAddress address = options.address();
        try {
            return DriverManager.getConnection(
                    "jdbc:mysql://" + address.urlHost() + ":" + address.port() + "/", properties(options, where));
        } catch (SQLException e) {
            if (ServerErrors.refusesCertificate(e)) {
                throw new OperatorException(
                        "Server's certificate is refused: " + where + " (got " + ServerErrors.words(e) + ", expected "
                                + expected(options.tls().apply(address)) + ")",
                        "the JVM must trust the authority (-Djavax.net.ssl.trustStore), and the certificate must name the host"
                                + " as the agent and its replication do",
                        e);
            }
            if (e.getErrorCode() == 0) {
                throw ServerException.of(
                        "Server does not answer: " + where,
                        e,
                        "check that it runs, its host and port, and TLS on both sides");
            }
            throw ServerErrors.failed("Login failed: user '" + options.account().user() + "' for " + where, e);
        }
    }

    private static String expected(TlsMode tls) {
        return tls == TlsMode.VERIFY_IDENTITY
                ? "one of a trusted authority that names the host"
                : "one of a trusted authority";
    }

    private static Properties properties(ConnectionOptions options, String where) {
        TlsMode tls = options.tls().apply(options.address());
        Properties properties = new Properties();
        properties.setProperty("user", options.account().user());
        properties.setProperty("password", options.account().password().reveal());
        properties.setProperty("sslMode", tls.name());
        // without TLS, the server's RSA key is the only way to log in with caching_sha2_password when its cache is cold
        properties.setProperty(
                "allowPublicKeyRetrieval", String.valueOf(tls == TlsMode.DISABLED || tls == TlsMode.PREFERRED));
        properties.setProperty(
                "connectTimeout", String.valueOf(options.connectTimeout().toMillis()));
        // a frozen server still accepts connections, and never says hello
        properties.setProperty(
                "socketTimeout", String.valueOf(options.connectTimeout().toMillis()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("autoReconnect", "false");
        properties.setProperty("allowLoadLocalInfile", "false");
        properties.setProperty("allowUrlInLocalInfile", "false");
        properties.setProperty("autoDeserialize", "false");
        properties.setProperty("allowMultiQueries", "false");
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("useCursorFetch", "false");
        properties.setProperty("useCompression", "false");
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("jdbcCompliantTruncation", "false");
        // else the driver sets net_write_timeout for each streaming statement, behind our back
        properties.setProperty("netTimeoutForStreamingResults", "0");
        properties.setProperty("maxAllowedPacket", String.valueOf(1 << 30));
        properties.setProperty("paranoid", "true");
        properties.setProperty(
                "connectionAttributes",
                "program_name:tracker-agent,tracker_run:" + options.run() + ",tracker_purpose:"
                        + where.substring(0, where.indexOf(" at ")).replaceAll("[^a-z]", "_"));
        return properties;
    }

    private static void set(Connection connection, List<SessionSetting> settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings.stream()
                    .map(setting -> "SESSION " + setting.variable() + " = " + setting.literal())
                    .collect(Collectors.joining(", ", "SET ", "")));
        }
    }

    private static void requireSet(Connection connection, List<SessionSetting> settings, String where)
            throws SQLException, ServerException {
        String sql = settings.stream()
                .map(setting -> "@@SESSION." + setting.variable())
                .collect(Collectors.joining(", ", "SELECT ", ""));
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            if (!answer.next()) {
                throw new ServerException("Session settings cannot be read back: " + where);
            }
            for (int i = 0; i < settings.size(); i++) {
                SessionSetting setting = settings.get(i);
                String got = text(answer.getBytes(i + 1));
                if (!got.equals(setting.readBack())) {
                    throw new ServerException("Session setting does not hold: " + setting.variable() + ", " + where
                            + " (got " + got + ", expected " + setting.readBack() + ")");
                }
            }
        }
    }

    static String first(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            if (!answer.next()) {
                throw new SQLException("No row came for " + sql);
            }
            return text(answer.getBytes(1));
        }
    }

    private static String text(byte[] value) {
        return value == null ? "NULL" : new String(value, StandardCharsets.UTF_8);
    }

    private static void closeQuietly(Connection connection, Exception reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
