package io.tracker.agent.cutoff;

import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.schemas.manifest.CutoffEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A proof by what this replica has applied: it needs no root that answers. */
interface LocalProof {
    /** Which proof. */
    CutoffEvidence.Proof kind();

    /** Looks once; waits a second at most. */
    Look look(ServerSession session, List<ReplicaChannel> channels, Instant cutoff) throws ServerException;

    /** What a look saw: evidence, and what is missing in it. */
    final class Look {
        private final Map<String, String> details = new TreeMap<>();
        private final List<String> missing = new ArrayList<>();

        void saw(String name, String value) {
            details.put(name, value);
        }

        void misses(String what) {
            missing.add(what);
        }

        boolean proves() {
            return missing.isEmpty() && !details.isEmpty();
        }

        Map<String, String> details() {
            return details;
        }

        String missing() {
            return String.join("; ", missing);
        }
    }
}
