package io.tracker.agent.cli;

import io.tracker.agent.DryRun;
import io.tracker.agent.RunReport;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.host.BackupDay;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.publish.SupersedeOrder;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Replaces a bad backup. */
final class SupersedeCommand implements Command {
    private static final String REASON = "reason";

    @Override
    public String name() {
        return "supersede";
    }

    @Override
    public String purpose() {
        return "Takes one table of a day again and publishes it with the next number; what stands is not touched.";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "tracker-agent supersede --table app.users --reason 'object 00003.avro is damaged'",
                "tracker-agent supersede --dt 2026-11-20 --table app.users --reason 'restored' --set cutoff.latest-snapshot=3d");
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommandOptions.dt("the UTC day; without it yesterday"))
                .addOption(VerifyCommand.table("the table whose backup is bad"))
                .addOption(Option.builder()
                        .longOpt(REASON)
                        .hasArg()
                        .argName("TEXT")
                        .desc("what is wrong with it; the new manifest carries these words")
                        .get())
                .addOption(CommandOptions.dryRun());
    }

    @Override
    public List<String> required() {
        return List.of(VerifyCommand.TABLE, REASON);
    }

    @Override
    public List<ExitCode> exitCodes() {
        return List.of(ExitCode.values());
    }

    @Override
    public ExitCode run(CommandOptions options, Console console) throws IOException, InterruptedException {
        LocalDate dt = options.dt();
        BackupDay.ended(dt, console.clock());
        SupersedeOrder order = new SupersedeOrder(options.required(VerifyCommand.TABLE), options.required(REASON));
        AgentConfig config = options.config();
        if (options.has(CommandOptions.DRY_RUN)) {
            new DryRun(config, RunIdentity.begin(console.clock()), console.clock())
                    .describe(dt, order)
                    .forEach(console.out()::println);
            return ExitCode.DONE;
        }
        return MeteredRun.run(
                config, console, run -> run.supersede(dt, order), report -> requireTaken(report, order, dt));
    }

    private static void requireTaken(RunReport report, SupersedeOrder order, LocalDate dt) throws IOException {
        if (report.tables().taken().isEmpty()) {
            throw new IOException("table is not superseded: " + order.table() + " dt=" + dt + " (got "
                    + (report.tables().dropped().isEmpty()
                            ? "a table that cannot be backed up"
                            : "no such table on this server")
                    + "); HINT: the manifest that stood still stands");
        }
    }
}
