package io.tracker.bench.peers;

import com.sun.management.ThreadMXBean;
import io.tracker.agent.catalog.SchemaReader;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.config.ConfigReader;
import io.tracker.agent.config.MysqlConfig;
import io.tracker.agent.select.StoredForm;
import io.tracker.agent.server.Account;
import io.tracker.agent.server.ConnectionOptions;
import io.tracker.agent.server.KeyRange;
import io.tracker.agent.server.RowSession;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TableName;
import io.tracker.agent.server.TableShape;
import io.tracker.agent.server.TlsMode;
import io.tracker.agent.upload.RowRelay;
import io.tracker.schemas.container.BackupObjectWriter;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.layout.RowLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Reads a whole table over one connection in one query, and tells what the threads that the rows passed allocated meanwhile. */
public final class OneStream {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int SYNC_BYTES = 16;

    /** What becomes of the rows. */
    enum Mode {
        /** They are received and dropped. */
        DRAIN,
        /** They are encoded, digested, compressed and summed as in a backup, and dropped. */
        NULL,
        /** The same, into a file. */
        FILE
    }

    /**
     * What came.
     *
     * @param rows how many
     * @param allocated bytes, by the threads that the rows passed
     */
    private record Tally(long rows, long allocated) {}

    private final AgentConfig config;
    private final TableName table;

    private OneStream(AgentConfig config, TableName table) {
        this.config = config;
        this.table = table;
    }

    /** Mode, configuration of an agent, schema, table, how many rows there must be, and the file, which is written in mode FILE alone. */
    public static void main(String[] arguments) throws IOException, SQLException {
        OneStream stream = new OneStream(
                ConfigReader.read(Path.of(arguments[1]), List.of()), new TableName(arguments[2], arguments[3]));
        Tally tally =
                switch (Mode.valueOf(arguments[0])) {
                    case DRAIN -> stream.drain();
                    case NULL -> stream.backup(OutputStream.nullOutputStream());
                    case FILE -> stream.backup(Path.of(arguments[5]));
                };
        if (tally.rows() != Long.parseLong(arguments[4])) {
            throw new IOException("Rows are not all there: " + stream.table + " (got " + tally.rows() + ", expected "
                    + arguments[4] + ")");
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8)
                .printf(
                        Locale.ROOT,
                        "%d rows, %.1f bytes allocated a row%nbench: allocated %d%n",
                        tally.rows(),
                        (double) tally.allocated() / tally.rows(),
                        tally.allocated());
    }

    private Tally drain() throws IOException, SQLException {
        MysqlConfig mysql = config.mysql();
        Properties properties = new Properties();
        properties.setProperty("user", mysql.account().user());
        properties.setProperty("password", mysql.account().password().reveal());
        properties.setProperty("sslMode", tls(mysql.local().host()).name());
        properties.setProperty("allowPublicKeyRetrieval", "true");
        try (Connection connection = DriverManager.getConnection("jdbc:mysql://" + mysql.local() + "/", properties)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION character_set_results = NULL");
            }
            // the order in which the agent asks for the rows of these tables
            String sql = "SELECT * FROM " + table + " FORCE INDEX (PRIMARY) ORDER BY id";
            long before = allocated();
            long rows = Drain.rows(connection, sql);
            long after = allocated();
            connection.abort(Runnable::run);
            return new Tally(rows, after - before);
        }
    }

    private Tally backup(Path file) throws IOException {
        try (OutputStream sink = Files.newOutputStream(file)) {
            return backup(sink);
        }
    }

    private Tally backup(OutputStream sink) throws IOException {
        ServerConnector connector = connector();
        TableShape shape;
        try (ServerSession session = connector.open("catalog")) {
            shape = new SchemaReader(session).capture(table).shape();
        }
        RowLayout layout = RowLayout.of(shape.schema());
        AtomicReference<Thread> packing = new AtomicReference<>(Thread.currentThread());
        ExecutorService packer = Executors.newSingleThreadExecutor(task -> {
            packing.set(new Thread(task, "packer"));
            return packing.get();
        });
        try (RowSession session = connector.openRows()) {
            session.beginSnapshot();
            long before = allocated();
            RowEncoder encoder = new RowEncoder(layout, config.reading().rowMaxBytes());
            BackupObjectWriter writer = new BackupObjectWriter(
                    sink,
                    "bench",
                    layout.avroSchema(config.tableRef(table.schema(), table.table()), shape.schema()),
                    new byte[SYNC_BYTES],
                    Map.of(),
                    config.objects().container());
            long rows;
            try (RowRelay relay = new RowRelay(writer::append, packer)) {
                rows = session.stream(shape, StoredForm.plain(shape.schema()), KeyRange.all(), encoder, relay);
                relay.flush();
            }
            writer.finish();
            long beside = packing.get() == Thread.currentThread() ? 0 : allocated(packing.get());
            return new Tally(rows, allocated() - before + beside);
        } finally {
            packer.shutdownNow();
        }
    }

    private ServerConnector connector() {
        MysqlConfig mysql = config.mysql();
        return new ServerConnector(new ConnectionOptions(
                new ServerAddress(mysql.local().host(), mysql.local().port()),
                new Account(mysql.account().user(), mysql.account().password()),
                address -> tls(address.host()),
                CONNECT_TIMEOUT,
                "bench"));
    }

    private TlsMode tls(String host) {
        return TlsMode.valueOf(config.mysql().sslMode(host).name());
    }

    private static long allocated() {
        return allocated(Thread.currentThread());
    }

    private static long allocated(Thread thread) {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(thread.getId());
    }
}
