package io.tracker.agent.role;

import io.tracker.schemas.manifest.ServerIdentity;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What this server is in its replica set. */
public sealed interface Role {
    /** Who the server is. */
    ServerIdentity server();

    /**
     * A read-only replica. Its applier may stand still: that is "not yet", never "not a replica".
     *
     * @param server who it is
     * @param channels at least one
     * @param servers identities of this server and of the sources that were asked: what the plan stores
     * @param errant how errant transactions were looked for: {@code none}, or why it is unchecked; for the log
     */
    record Replica(ServerIdentity server, List<ReplicaChannel> channels, Set<String> servers, String errant)
            implements Role {
        public Replica {
            Objects.requireNonNull(server, "server");
            Objects.requireNonNull(errant, "errant");
            channels = List.copyOf(channels);
            servers = Set.copyOf(servers);
            if (channels.isEmpty()) {
                throw new IllegalArgumentException("A replica has no channel");
            }
        }
    }

    /**
     * A primary, a server that stands alone, or one that takes writes: there is nothing to do here.
     *
     * @param server who it is
     * @param reason one clear line
     */
    record NotReplica(ServerIdentity server, String reason) implements Role {
        public NotReplica {
            Objects.requireNonNull(server, "server");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
