package io.tracker.agent;

import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.config.MysqlConfig;
import io.tracker.agent.cutoff.CutoffOptions;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.server.Account;
import io.tracker.agent.server.ConnectionOptions;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.TableName;
import io.tracker.agent.server.TlsMode;
import java.time.Duration;

/** Says in the words of the server side what the configuration says. */
final class ServerOptions {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private ServerOptions() {}

    static ServerConnector connector(MysqlConfig mysql, RunIdentity identity) {
        MysqlConfig.Address local = mysql.local();
        return new ServerConnector(new ConnectionOptions(
                new ServerAddress(local.host(), local.port()),
                new Account(mysql.account().user(), mysql.account().password()),
                address -> TlsMode.valueOf(mysql.sslMode(address.host()).name()),
                CONNECT_TIMEOUT,
                identity.run()));
    }

    static CutoffOptions cutoff(AgentConfig config) {
        return new CutoffOptions(
                config.mysql().primary().map(address -> new ServerAddress(address.host(), address.port())),
                config.cutoff().heartbeat().map(table -> new TableName(table.schema(), table.table())));
    }
}
