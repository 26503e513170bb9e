package io.tracker.agent.cutoff;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;

/** Asks other servers, each on one short connection of the same account, and tells their silence from what they say. */
final class SourceSessions {
    private final ServerConnector server;

    SourceSessions(ServerConnector server) {
        this.server = server;
    }

    /** What is asked. */
    interface Question<T> {
        T ask(ServerSession session) throws ServerException;
    }

    /** Opens a connection, asks, and closes it. */
    <T> T ask(ServerAddress address, String purpose, Question<T> question) throws SourceSilentException {
        try (ServerSession session = open(address, purpose)) {
            return question.ask(session);
        } catch (ServerException e) {
            throw new SourceSilentException(e);
        }
    }

    private ServerSession open(ServerAddress address, String purpose) throws ServerException, SourceSilentException {
        try {
            return server.at(address).open(purpose);
        } catch (OperatorException e) {
            throw new SourceSilentException(e);
        }
    }
}
