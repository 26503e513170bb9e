package io.tracker.agent.cli;

import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.publish.DayDocuments;
import io.tracker.agent.publish.NamedTables;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.ObjectStores;
import io.tracker.agent.verify.TableVerifier;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.json.DamagedDocumentException;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Reads a day's objects again and proves them. */
final class VerifyCommand implements Command {
    static final String TABLE = "table";

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String purpose() {
        return "Reads every object of a day again, and proves header, ranges, rows and digest by the manifests.";
    }

    @Override
    public List<String> examples() {
        return List.of("tracker-agent verify", "tracker-agent verify --dt 2026-11-20 --table app.users");
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommandOptions.dt("the UTC day; without it yesterday"))
                .addOption(table("this table only"))
                .addOption(ListCommand.all())
                .addOption(
                        CommandOptions.json("print one JSON object a table and line, as docs/format.md describes it"));
    }

    static Option table(String description) {
        return Option.builder()
                .longOpt(TABLE)
                .hasArg()
                .argName("SCHEMA.TABLE")
                .desc(description)
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
        try (ObjectStore store = ObjectStores.open(config.store());
                ProgressPrinter printer = ProgressPrinter.start(console)) {
            DayDocuments documents = new DayDocuments(store);
            List<PlannedTable> tables =
                    chosen(options, DayPlans.of(documents, config, dt, options.has(ListCommand.ALL)));
            printer.meter().step("verify");
            printer.meter().expect(tables.size(), 0);
            TableVerifier verifier = new TableVerifier(store);
            List<String> damages = new ArrayList<>();
            for (PlannedTable planned : tables) {
                VerifiedTable found = verify(new TableDay(planned.table(), dt), documents, verifier, printer, damages);
                printer.meter().addTable();
                printer.println(console.out(), options.has(CommandOptions.JSON) ? found.json() : found.text());
            }
            DayPlans.requireWhole(damages);
            return ExitCode.DONE;
        }
    }

    private static VerifiedTable verify(
            TableDay table,
            DayDocuments documents,
            TableVerifier verifier,
            ProgressPrinter printer,
            List<String> damages)
            throws IOException {
        try {
            Optional<Manifest> manifest = documents.manifest(table);
            if (manifest.isEmpty()) {
                return withoutManifest(table, documents.outcome(table), damages);
            }
            List<String> found =
                    verifier.verify(manifest.get(), rows -> printer.meter().addRows(rows, 0));
            damages.addAll(found);
            return new VerifiedTable(
                    table, found.isEmpty() ? VerifiedTable.Result.OK : VerifiedTable.Result.DAMAGED, manifest, found);
        } catch (DamagedDocumentException e) {
            damages.add(e.getMessage());
            return new VerifiedTable(table, VerifiedTable.Result.DAMAGED, Optional.empty(), List.of(e.getMessage()));
        }
    }

    private static VerifiedTable withoutManifest(TableDay table, Optional<Outcome> outcome, List<String> damages) {
        if (outcome.isPresent() && outcome.get().result() != Outcome.Result.MANIFEST) {
            String why = outcome.get().result().name().toLowerCase(Locale.ROOT);
            return new VerifiedTable(table, VerifiedTable.Result.NONE, Optional.empty(), List.of(why));
        }
        String owed = "table has no manifest: " + table + " (planned, and "
                + (outcome.isPresent() ? "recorded as published" : "owed")
                + "); HINT: run 'tracker-agent backup' on a replica to take what is left";
        damages.add(owed);
        return new VerifiedTable(table, VerifiedTable.Result.OWED, Optional.empty(), List.of(owed));
    }

    private static List<PlannedTable> chosen(CommandOptions options, List<Plan> plans) {
        List<PlannedTable> all =
                plans.stream().flatMap(plan -> plan.tables().stream()).toList();
        return options.value(TABLE).map(name -> NamedTables.of(all, name)).orElse(all);
    }
}
