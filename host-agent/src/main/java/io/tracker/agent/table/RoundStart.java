package io.tracker.agent.table;

import io.tracker.agent.server.TableName;
import io.tracker.agent.snapshot.Snapshot;
import java.util.Set;

/**
 * What a round begins with.
 *
 * @param snapshot that its tables are read from
 * @param present the tables that the server had just before
 * @param number of the round, from 1
 */
record RoundStart(Snapshot snapshot, Set<TableName> present, int number) {
    RoundStart {
        present = Set.copyOf(present);
    }
}
