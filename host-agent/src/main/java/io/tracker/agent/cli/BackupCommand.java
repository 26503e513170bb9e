package io.tracker.agent.cli;

import io.tracker.agent.AgentRun;
import io.tracker.agent.DryRun;
import io.tracker.agent.RunReport;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.host.BackupDay;
import io.tracker.agent.host.RunIdentity;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Backs a day up. */
final class BackupCommand implements Command {
    private static final String DRY_RUN = "dry-run";

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String purpose() {
        return "Backs this host's replica up to the store, as far as the day is not done yet.";
    }

    @Override
    public List<String> examples() {
        return List.of("tracker-agent backup", "tracker-agent backup --dt 2026-11-20 --dry-run");
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommandOptions.dt("the UTC day that the backup is of; without it yesterday"))
                .addOption(Option.builder()
                        .longOpt(DRY_RUN)
                        .desc("print what would be done; stop nothing, write nothing")
                        .get());
    }

    @Override
    public List<ExitCode> exitCodes() {
        return List.of(ExitCode.values());
    }

    @Override
    public ExitCode run(CommandOptions options, Console console) throws IOException, InterruptedException {
        LocalDate dt = options.dt();
        BackupDay.ended(dt, console.clock());
        AgentConfig config = options.config();
        RunIdentity identity = RunIdentity.begin(console.clock());
        if (options.has(DRY_RUN)) {
            new DryRun(config, identity, console.clock()).describe(dt).forEach(console.out()::println);
            return ExitCode.DONE;
        }
        RunReport report;
        try (ProgressPrinter printer = ProgressPrinter.start(console)) {
            report = new AgentRun(config, identity, printer.meter(), console.clock()).run(dt);
        }
        return RunSummary.print(report, console);
    }
}
