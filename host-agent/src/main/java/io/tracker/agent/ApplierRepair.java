package io.tracker.agent;

import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.host.HostLock;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.snapshot.IntentFile;
import io.tracker.agent.snapshot.Repair;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The repair alone, for the moment after a killed run. */
public final class ApplierRepair {
    private static final Logger LOG = LoggerFactory.getLogger(ApplierRepair.class);

    private ApplierRepair() {}

    /** What {@link #run} would find; it starts nothing, and takes no lock that a run would wait for. */
    public static Repair.Result look(AgentConfig config, RunIdentity identity) throws IOException {
        return repair(config, identity).look();
    }

    /** Starts the applier if a run of this host left it stopped. */
    public static Repair.Result run(AgentConfig config, RunIdentity identity) throws IOException, InterruptedException {
        try (HostLock lock = HostLock.take(config.stateDirectory())) {
            LOG.info("repair begins run={} lock={}", identity.run(), lock.file());
            return repair(config, identity).run();
        }
    }

    private static Repair repair(AgentConfig config, RunIdentity identity) {
        return new Repair(ServerOptions.connector(config.mysql(), identity), new IntentFile(config.stateDirectory()));
    }
}
