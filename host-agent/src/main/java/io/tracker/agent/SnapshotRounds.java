package io.tracker.agent;

import io.tracker.agent.catalog.CatalogReader;
import io.tracker.agent.catalog.CatalogTable;
import io.tracker.agent.host.BackupDay;
import io.tracker.agent.role.Role;
import io.tracker.agent.server.TableName;
import io.tracker.agent.snapshot.Snapshot;
import io.tracker.agent.snapshot.SnapshotTaker;
import io.tracker.agent.table.TableRounds;
import io.tracker.agent.watchdog.Watchdog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives each round what it begins with, unless the run must stop or the day is too far gone. */
record SnapshotRounds(
        CatalogReader catalog,
        SnapshotTaker taker,
        Role.Replica replica,
        Watchdog watchdog,
        BackupDay day,
        Duration latestSnapshot,
        Clock clock)
        implements TableRounds.RoundSource {
    @Override
    public Set<TableName> present() throws IOException {
        return catalog.tables().stream().map(CatalogTable::name).collect(Collectors.toSet());
    }

    @Override
    public void requireRunning() {
        watchdog.check();
        day.requireSnapshotInTime(clock, latestSnapshot);
    }

    @Override
    public Snapshot snapshot() throws IOException, InterruptedException {
        requireRunning();
        return taker.take(replica);
    }
}
