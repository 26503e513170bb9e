package io.tracker.agent;

import io.tracker.agent.catalog.GrantReader;
import io.tracker.agent.failure.NothingToDoException;
import io.tracker.agent.failure.StoppedException;
import io.tracker.agent.role.Role;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server and our account on it must be before anything is read. */
final class ReplicaGate {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaGate.class);

    private final ServerConnector server;
    private final boolean excessAllowed;

    ReplicaGate(ServerConnector server, boolean excessAllowed) {
        this.server = server;
        this.excessAllowed = excessAllowed;
    }

    /**
     * What it is, for a run that begins.
     *
     * @throws NothingToDoException if it is no replica
     */
    Role.Replica require() throws IOException {
        Role role = readRole();
        if (role instanceof Role.NotReplica not) {
            throw new NothingToDoException(
                    not.reason(), "nothing was read; a replica of this replica set does the work");
        }
        Role.Replica replica = (Role.Replica) role;
        LOG.info(
                "role replica server=\"{}\" version=\"{}\" source={} errant=\"{}\"",
                replica.server().uuid(),
                replica.server().version(),
                replica.channels().get(0).source(),
                replica.errant());
        return replica;
    }

    /**
     * Looks again, in the middle of a run.
     *
     * @throws StoppedException if it is no replica any more
     */
    void requireStill() throws IOException {
        if (readRole() instanceof Role.NotReplica not) {
            throw new StoppedException(
                    "Host is no replica any more: " + not.reason(), "the next replica of the set completes the day");
        }
    }

    /** Throws if the account lacks a grant, or has too many. */
    void requireGrants() throws IOException {
        AccountGate.require(new GrantReader(server).read(), excessAllowed);
    }

    /** Without its grants the account cannot even read the role: the grant is then what the operator must hear of. */
    private Role readRole() throws IOException {
        try {
            return new RoleReader(server).read();
        } catch (ServerException e) {
            requireGrants();
            throw e;
        }
    }
}
