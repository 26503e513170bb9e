package io.tracker.agent.cli;

import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.publish.DayDocuments;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.ObjectStores;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.day.TableListing;
import io.tracker.schemas.json.DamagedDocumentException;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Lists how every planned table of a day stands. */
final class ListCommand implements Command {
    static final String ALL = "all-replica-sets";

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String purpose() {
        return "Lists the manifests of a day, and the planned tables that have none.";
    }

    @Override
    public List<String> examples() {
        return List.of("tracker-agent list", "tracker-agent list --dt 2026-11-20 --all-replica-sets --json");
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommandOptions.dt("the UTC day; without it yesterday"))
                .addOption(all())
                .addOption(
                        CommandOptions.json("print one JSON object a table and line, as docs/format.md describes it"));
    }

    static Option all() {
        return Option.builder()
                .longOpt(ALL)
                .desc("those of the whole fleet, not only this host's replica set")
                .get();
    }

    @Override
    public List<ExitCode> exitCodes() {
        return List.of(ExitCode.DONE, ExitCode.FAILURE, ExitCode.OPERATOR, ExitCode.NOT_YET);
    }

    @Override
    public ExitCode run(CommandOptions options, Console console) throws IOException {
        LocalDate dt = options.dt();
        AgentConfig config = options.config();
        try (ObjectStore store = ObjectStores.open(config.store())) {
            DayDocuments documents = new DayDocuments(store);
            Documents json = new Documents();
            List<String> damaged = new ArrayList<>();
            for (Plan plan : DayPlans.of(documents, config, dt, options.has(ALL))) {
                boolean complete = documents.complete(dt, plan.replicaSet()).isPresent();
                if (!options.has(CommandOptions.JSON)) {
                    console.out()
                            .println(plan.replicaSet() + " dt=" + dt + ": "
                                    + plan.tables().size() + " tables, " + (complete ? "complete" : "not complete"));
                }
                for (PlannedTable planned : plan.tables()) {
                    TableListing table = listing(documents, new TableDay(planned.table(), dt), damaged);
                    console.out()
                            .println(
                                    options.has(CommandOptions.JSON)
                                            ? json.writeLine(DocumentKind.LISTING, table)
                                            : TableLine.of(table));
                }
            }
            DayPlans.requireWhole(damaged);
            return ExitCode.DONE;
        }
    }

    private static TableListing listing(DayDocuments documents, TableDay table, List<String> damaged)
            throws IOException {
        try {
            Optional<Manifest> manifest = documents.manifest(table);
            return manifest.isPresent()
                    ? TableListing.of(manifest.get())
                    : TableListing.without(table, documents.outcome(table));
        } catch (DamagedDocumentException e) {
            damaged.add(e.getMessage());
            return TableListing.damaged(table);
        }
    }
}
