package io.tracker.agent.cli;

import io.tracker.agent.DryRun;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.host.BackupDay;
import io.tracker.agent.host.RunIdentity;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.cli.Options;

/** Backs a day up. */
final class BackupCommand implements Command {
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
                .addOption(CommandOptions.dryRun());
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
        if (options.has(CommandOptions.DRY_RUN)) {
            new DryRun(config, RunIdentity.begin(console.clock()), console.clock())
                    .describe(dt)
                    .forEach(console.out()::println);
            return ExitCode.DONE;
        }
        return MeteredRun.run(config, console, run -> run.run(dt), report -> {});
    }
}
