package io.tracker.agent;

import io.tracker.agent.publish.DayPlanner;
import io.tracker.agent.role.Gtids;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.schemas.manifest.Position;

/** What this server has executed, asked anew each time. */
record ServerHistory(ServerConnector server) implements DayPlanner.History {
    @Override
    public boolean holds(Position position) throws ServerException {
        try (ServerSession session = server.open("history")) {
            return Gtids.contains(session, Gtids.executed(session), position.gtid());
        }
    }
}
