package io.tracker.agent;

import io.tracker.agent.catalog.CapturedTable;
import io.tracker.agent.catalog.CatalogReader;
import io.tracker.agent.catalog.CatalogTable;
import io.tracker.agent.catalog.GrantReader;
import io.tracker.agent.catalog.GrantReport;
import io.tracker.agent.catalog.SchemaReader;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.doctor.Finding;
import io.tracker.agent.doctor.ServerLook;
import io.tracker.agent.doctor.StoreLook;
import io.tracker.agent.doctor.Subject;
import io.tracker.agent.failure.RunEndedException;
import io.tracker.agent.host.HostLock;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.host.SecretFile;
import io.tracker.agent.publish.DayDocuments;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.Role;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.select.StoredForm;
import io.tracker.agent.select.TableSelection;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.ObjectStores;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at all that a run needs, and goes on after what is missing, so that everything is told at once. */
public final class AgentDoctor {
    private static final String HINT = "; HINT: ";

    private final AgentConfig config;
    private final RunIdentity identity;
    private final Clock clock;
    private final ServerConnector server;
    private final List<Finding> findings = new ArrayList<>();

    public AgentDoctor(AgentConfig config, RunIdentity identity, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.identity = identity;
        this.server = ServerOptions.connector(config.mysql(), identity);
    }

    /** All points, in the order of a run. */
    public List<Finding> run() {
        config.secretFiles().forEach(file -> look(Subject.SECRETS, () -> secrets(file)));
        look(Subject.STATE_DIRECTORY, this::stateDirectory);
        look(Subject.ROLE, this::role);
        look(Subject.GRANTS, this::grants);
        look(Subject.SESSION, this::server);
        look(Subject.TABLES, this::tables);
        look(Subject.STORE, this::store);
        return List.copyOf(findings);
    }

    private interface Look {
        void run() throws IOException;
    }

    private void look(Subject subject, Look look) {
        try {
            look.run();
        } catch (RunEndedException e) {
            findings.add(Finding.fail(subject, e.getMessage(), e.hint()));
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            int hint = message.indexOf(HINT);
            findings.add(
                    hint < 0
                            ? Finding.fail(subject, message, "mend what the message names, then look again")
                            : Finding.fail(
                                    subject, message.substring(0, hint), message.substring(hint + HINT.length())));
        }
    }

    private void secrets(Path path) throws IOException {
        SecretFile file = SecretFile.look(path);
        findings.add(
                switch (file.state()) {
                    case SAFE -> Finding.ok(Subject.SECRETS, "only those who may read " + path);
                    case EVERYBODY_READS ->
                        Finding.warn(Subject.SECRETS, "everybody can read: " + file.detail(), file.mend());
                    case OTHERS_WRITE ->
                        Finding.fail(Subject.SECRETS, "others can write: " + file.detail(), file.mend());
                });
    }

    private void stateDirectory() throws IOException {
        try (HostLock lock = HostLock.take(config.stateDirectory())) {
            findings.add(Finding.ok(Subject.STATE_DIRECTORY, "lock taken and given back: " + lock.file()));
        }
    }

    private void role() throws IOException {
        Role role = new RoleReader(server).read();
        if (role instanceof Role.NotReplica not) {
            findings.add(Finding.warn(Subject.ROLE, not.reason(), "a backup on this host ends with 'nothing to do'"));
            return;
        }
        Role.Replica replica = (Role.Replica) role;
        findings.add(Finding.ok(
                Subject.ROLE,
                "replica of " + replica.channels().get(0).source() + ", "
                        + replica.server().engine() + " " + replica.server().version() + ", errant transactions: "
                        + replica.errant()));
        for (ReplicaChannel channel : replica.channels()) {
            if (!channel.applier().running() || !channel.receiverRunning()) {
                findings.add(Finding.warn(
                        Subject.REPLICATION,
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
            findings.add(Finding.fail(
                    Subject.GRANTS,
                    report.account() + " lacks " + grant.privilege() + ": " + grant.reason(),
                    grant.statement()));
        }
        for (GrantReport.MissingGrant grant : report.wanted()) {
            findings.add(Finding.warn(
                    Subject.GRANTS,
                    report.account() + " lacks " + grant.privilege() + ": " + grant.reason(),
                    grant.statement()));
        }
        if (!report.excess().isEmpty()) {
            String detail = report.account() + " has rights that are never used: " + report.excess();
            findings.add(
                    config.excessAllowed()
                            ? Finding.warn(Subject.GRANTS, detail, "revoke them; account.allow-excess lets a run go on")
                            : Finding.fail(Subject.GRANTS, detail, "revoke them, or set account.allow-excess = true"));
        }
        if (report.suffices()) {
            findings.add(Finding.ok(Subject.GRANTS, report.account() + " may do what a run needs"));
        }
    }

    private void server() throws IOException {
        try (ServerSession session = server.open("doctor")) {
            findings.addAll(new ServerLook(config.profile(), config.reading().connections(), clock).at(session));
        }
    }

    private void tables() throws IOException {
        List<CatalogTable> tables = new CatalogReader(server).tables();
        findings.add(Finding.ok(Subject.TABLES, tables.size() + " tables are seen"));
        List<CatalogTable> taken = new ArrayList<>();
        for (CatalogTable table : tables) {
            if (!config.selection()
                    .takes(config.tableRef(table.name().schema(), table.name().table()))) {
                continue;
            }
            taken.add(table);
            table.refusal()
                    .ifPresent(reason -> findings.add(Finding.warn(
                            Subject.TABLES,
                            table.name() + " will be refused: " + reason,
                            "convert it, or leave it out by tables.exclude")));
        }
        if (taken.size() < tables.size()) {
            findings.add(Finding.ok(Subject.SELECTION, taken.size() + " of " + tables.size() + " tables are taken"));
        }
        masks(tables, taken);
    }

    /** Rules for columns are tried on each table that they concern. */
    private void masks(List<CatalogTable> all, List<CatalogTable> taken) throws IOException {
        TableSelection selection = config.selection();
        List<TableRef> refs = all.stream()
                .map(table ->
                        config.tableRef(table.name().schema(), table.name().table()))
                .toList();
        for (String rule : selection.rulesWithoutTable(refs)) {
            findings.add(
                    Finding.fail(Subject.SELECTION, "rule names a table that is not there: " + rule, "correct it"));
        }
        for (String rule : selection.wildRulesWithoutTable(refs)) {
            findings.add(Finding.warn(Subject.SELECTION, "rule finds no table: " + rule, "correct or remove it"));
        }
        try (ServerSession session = server.open("doctor")) {
            SchemaReader schemas = new SchemaReader(session);
            for (CatalogTable table : taken) {
                TableRef ref =
                        config.tableRef(table.name().schema(), table.name().table());
                if (selection.masks(ref)) {
                    look(Subject.SELECTION, () -> mask(ref, schemas.capture(table.name())));
                }
            }
        }
    }

    private void mask(TableRef table, CapturedTable captured) throws IOException {
        StoredForm form = config.selection()
                .form(table, captured.shape().schema(), captured.facts().expressions());
        String columns = form.schema().masking().stream()
                .flatMap(masking -> masking.columns().stream())
                .map(masked -> masked.column() + ":" + masked.how().word())
                .collect(Collectors.joining(", "));
        findings.add(Finding.ok(Subject.SELECTION, table + " is masked: " + columns));
    }

    private void store() throws IOException {
        try (ObjectStore store = ObjectStores.open(config.store())) {
            findings.addAll(new StoreLook(config.store(), identity.host(), clock).at(store));
            fleet(new DayDocuments(store).fleet());
        }
    }

    private void fleet(Optional<Fleet> fleet) {
        if (fleet.isEmpty()) {
            findings.add(Finding.warn(
                    Subject.FLEET, "is not there: no replica set or schema is missed when it is silent", "write one"));
        } else if (fleet.get().replicaSets().stream()
                .noneMatch(set -> set.name().equals(config.replicaSet()))) {
            findings.add(Finding.fail(
                    Subject.FLEET,
                    "does not list " + config.replicaSet(),
                    "add it there, or correct fleet.replica-set"));
        } else {
            findings.add(Finding.ok(Subject.FLEET, "lists " + config.replicaSet()));
        }
    }
}
