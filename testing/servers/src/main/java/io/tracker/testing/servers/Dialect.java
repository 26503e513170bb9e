package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What MySQL and MariaDB say in different words. */
interface Dialect {
    String REPLICATION_USER = "repl";
    String REPLICATION_PASSWORD = "repl";
    String AGENT_USER = "tracker";

    static Dialect of(Engine engine) {
        return switch (engine) {
            case MARIADB -> new MariaDbDialect();
            case MYSQL -> new MySqlDialect();
        };
    }

    /** The command that fills an empty data folder; root may then come in from 127.0.0.1 without a password. */
    List<String> initialise(ServerInstallation installation, Path data, Path scratch) throws IOException;

    /** Lines of the option file that only this engine knows. */
    Map<String, String> serverOptions(int parallelAppliers);

    /** Lines of the option file for a node that may, or may not, be written to. */
    Map<String, String> writability(boolean readOnly);

    /** Statements that open or close a running server to writes. */
    List<String> makeWritable();

    List<String> makeReadOnly();

    /** Creates the accounts of replicas and of the agent, with no more rights than they need. */
    List<String> createUsers(String agentPassword);

    /** Points a server that does not replicate to its source, from where its own transactions end. */
    List<String> replicateFrom(int sourcePort);

    /** Points a server to one more source, under a name of its own, and starts. */
    List<String> replicateAlsoFrom(String channel, int sourcePort);

    List<String> startReplication();

    List<String> stopReplication();

    /** Forgets the source altogether, as a promotion does. */
    List<String> forgetSource();

    String statusQuery();

    /** The columns of {@link #statusQuery} that say {@code Yes} when replication runs. */
    List<String> runningColumns();

    /** One text: the GTIDs of all transactions of this server. */
    String positionQuery();

    /** One text: {@code 0} as soon as the position is applied, something else after the limit, in whole seconds. */
    String waitQuery(String position, Duration limit);
}
