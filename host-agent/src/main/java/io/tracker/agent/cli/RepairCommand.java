package io.tracker.agent.cli;

import io.tracker.agent.ApplierRepair;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.snapshot.Repair;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;

/** Starts an applier that a killed run left stopped. */
final class RepairCommand implements Command {
    @Override
    public String name() {
        return "repair";
    }

    @Override
    public String purpose() {
        return "Starts the applier if a run of ours was killed while it had stopped it; undoes nobody else's STOP.";
    }

    @Override
    public List<String> examples() {
        return List.of("tracker-agent repair", "tracker-agent repair --dry-run");
    }

    @Override
    public Options options() {
        return new Options().addOption(CommandOptions.dryRun());
    }

    @Override
    public List<ExitCode> exitCodes() {
        return List.of(ExitCode.DONE, ExitCode.FAILURE, ExitCode.OPERATOR, ExitCode.NOT_YET);
    }

    @Override
    public ExitCode run(CommandOptions options, Console console) throws IOException, InterruptedException {
        RunIdentity identity = RunIdentity.begin(console.clock());
        boolean dry = options.has(CommandOptions.DRY_RUN);
        Repair.Result result =
                dry ? ApplierRepair.look(options.config(), identity) : ApplierRepair.run(options.config(), identity);
        console.out()
                .println(
                        switch (result) {
                            case NOTHING_LEFT -> "repair: no run left an applier stopped";
                            case STARTED ->
                                dry
                                        ? "repair: a run left the applier stopped, or about to stop; it would be started"
                                        : "repair: the applier had been left stopped, and runs now";
                            case NOT_OURS ->
                                "repair: a run had left a note, but the applier runs, or somebody else stopped it";
                        });
        return ExitCode.DONE;
    }
}
