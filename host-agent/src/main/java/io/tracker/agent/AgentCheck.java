package io.tracker.agent;

import io.tracker.agent.catalog.CatalogReader;
import io.tracker.agent.catalog.CatalogTable;
import io.tracker.agent.catalog.GrantReader;
import io.tracker.agent.catalog.GrantReport;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.failure.RunEndedException;
import io.tracker.agent.host.HostLock;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.publish.DayDocuments;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.Role;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.ObjectStores;
import io.tracker.agent.store.StoreTrial;
import io.tracker.schemas.day.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at all that a run needs, and goes on after what is missing, so that everything is told at once. */
public final class AgentCheck {
    private static final String HINT = "; HINT: ";

    private final AgentConfig config;
    private final RunIdentity identity;
    private final ServerConnector server;
    private final List<CheckPoint> points = new ArrayList<>();

    public AgentCheck(AgentConfig config, RunIdentity identity) {
        this.config = config;
        this.identity = identity;
        this.server = ServerOptions.connector(config.mysql(), identity);
    }

    /** All points, in the order of a run. */
    public List<CheckPoint> run() {
        config.secretFiles().forEach(file -> look("secrets", () -> secrets(file)));
        look("state directory", this::stateDirectory);
        look("role", this::role);
        look("grants", this::grants);
        look("tables", this::tables);
        look("store", this::store);
        return List.copyOf(points);
    }

    private interface Look {
        void run() throws IOException;
    }

    private void look(String name, Look look) {
        try {
            look.run();
        } catch (RunEndedException e) {
            points.add(CheckPoint.failed(name, e.getMessage(), e.hint()));
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            int hint = message.indexOf(HINT);
            points.add(
                    hint < 0
                            ? CheckPoint.failed(name, message, "mend what the message names, then check again")
                            : CheckPoint.failed(
                                    name, message.substring(0, hint), message.substring(hint + HINT.length())));
        }
    }

    /** Who writes such a file could have the agent read another server, or write to another store. */
    private void secrets(Path file) throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        String detail = file + " (got " + PosixFilePermissions.toString(rights) + ", expected rw-------)";
        String mend = "chmod 600 " + file;
        if (rights.contains(PosixFilePermission.OTHERS_WRITE) || rights.contains(PosixFilePermission.GROUP_WRITE)) {
            points.add(CheckPoint.failed("secrets", "others can write: " + detail, mend));
        } else if (rights.contains(PosixFilePermission.OTHERS_READ)) {
            points.add(CheckPoint.note("secrets", "everybody can read: " + detail, mend));
        } else {
            points.add(CheckPoint.ok("secrets", "only those who may read " + file));
        }
    }

    private void stateDirectory() throws IOException {
        try (HostLock lock = HostLock.take(config.stateDirectory())) {
            points.add(CheckPoint.ok("state directory", "lock taken and given back: " + lock.file()));
        }
    }

    private void role() throws IOException {
        Role role = new RoleReader(server).read();
        if (role instanceof Role.NotReplica not) {
            points.add(CheckPoint.note("role", not.reason(), "a backup on this host ends with 'nothing to do'"));
            return;
        }
        Role.Replica replica = (Role.Replica) role;
        points.add(CheckPoint.ok(
                "role",
                "replica of " + replica.channels().get(0).source() + ", "
                        + replica.server().engine() + " " + replica.server().version() + ", errant transactions: "
                        + replica.errant()));
        for (ReplicaChannel channel : replica.channels()) {
            if (!channel.applier().running() || !channel.receiverRunning()) {
                points.add(CheckPoint.note(
                        "replication",
                        channel.label() + " stands still: applier "
                                + (channel.applier().running() ? "runs" : "stopped") + ", receiver "
                                + (channel.receiverRunning() ? "runs" : "stopped")
                                + channel.applier()
                                        .stoppedBecause()
                                        .map(reason -> ": " + reason)
                                        .orElse(""),
                        "start it; until then a backup ends with 'not yet'"));
            }
        }
    }

    private void grants() throws IOException {
        GrantReport report = new GrantReader(server).read();
        for (GrantReport.MissingGrant grant : report.missing()) {
            points.add(CheckPoint.failed(
                    "grants",
                    report.account() + " lacks " + grant.privilege() + ": " + grant.reason(),
                    grant.statement()));
        }
        for (GrantReport.MissingGrant grant : report.wanted()) {
            points.add(CheckPoint.note(
                    "grants",
                    report.account() + " lacks " + grant.privilege() + ": " + grant.reason(),
                    grant.statement()));
        }
        if (!report.excess().isEmpty()) {
            points.add(CheckPoint.note(
                    "grants", report.account() + " has rights that are never used: " + report.excess(), "revoke them"));
        }
        if (report.suffices()) {
            points.add(CheckPoint.ok("grants", report.account() + " may do what a run needs"));
        }
    }

    private void tables() throws IOException {
        List<CatalogTable> tables = new CatalogReader(server).tables();
        points.add(CheckPoint.ok("tables", tables.size() + " tables are seen"));
        for (CatalogTable table : tables) {
            table.refusal()
                    .ifPresent(reason -> points.add(CheckPoint.note(
                            "tables", table.name() + " will be refused: " + reason, "convert it, or leave it out")));
        }
    }

    private void store() throws IOException {
        try (ObjectStore store = ObjectStores.open(config.store())) {
            points.add(CheckPoint.ok("store", "answers and lets us in: " + store.root()));
            Optional<String> wrong = new StoreTrial(store).createOnce(identity.host());
            points.add(wrong.map(detail -> CheckPoint.failed(
                            "create-once",
                            detail,
                            "use a store that honours If-None-Match: *; without it nothing is safe"))
                    .orElseGet(() -> CheckPoint.ok("create-once", "honoured: a second creation was refused")));
            fleet(new DayDocuments(store).fleet());
        }
    }

    private void fleet(Optional<Fleet> fleet) {
        if (fleet.isEmpty()) {
            points.add(CheckPoint.note(
                    "fleet.json", "is not there: no replica set or schema is missed when it is silent", "write one"));
        } else if (fleet.get().replicaSets().stream()
                .noneMatch(set -> set.name().equals(config.replicaSet()))) {
            points.add(CheckPoint.failed(
                    "fleet.json",
                    "does not list " + config.replicaSet(),
                    "add it there, or correct fleet.replica-set"));
        } else {
            points.add(CheckPoint.ok("fleet.json", "lists " + config.replicaSet()));
        }
    }
}
