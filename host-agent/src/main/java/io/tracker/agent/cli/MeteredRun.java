package io.tracker.agent.cli;

import io.tracker.agent.AgentRun;
import io.tracker.agent.RunReport;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.host.HostHeldException;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.metrics.RunMetrics;
import io.tracker.agent.progress.ProgressMeter;
import io.tracker.agent.throttle.HandControls;
import java.io.IOException;
import java.util.Optional;

/** A run of the agent with all that shows it to people: progress, pauses by hand, metrics, and a summary at its end. */
final class MeteredRun {
    private final AgentConfig config;
    private final Console console;
    private final RunIdentity identity;
    private final ProgressMeter meter = new ProgressMeter();
    private Optional<RunReport> report = Optional.empty();

    private MeteredRun(AgentConfig config, Console console) {
        this.config = config;
        this.console = console;
        this.identity = RunIdentity.begin(console.clock());
    }

    /** Which day, and which of its tables. */
    @FunctionalInterface
    interface Work {
        RunReport of(AgentRun run) throws IOException, InterruptedException;
    }

    /** What else must hold of a run that ended well. */
    @FunctionalInterface
    interface Requirement {
        void of(RunReport report) throws IOException;
    }

    static ExitCode run(AgentConfig config, Console console, Work work, Requirement requirement)
            throws IOException, InterruptedException {
        MeteredRun run = new MeteredRun(config, console);
        Optional<RunMetrics> metrics = config.metricsFile()
                .map(file -> new RunMetrics(
                        file, config.stateDirectory(), config.replicaSet(), RunIdentity.version(), console.clock()));
        metrics.ifPresent(RunMetrics::begin);
        ExitCode code = ExitCode.FAILURE;
        try {
            code = run.carryOut(work, requirement);
            return code;
        } catch (HostHeldException e) {
            // the file is that of the run that is under way
            metrics = Optional.empty();
            throw e;
        } catch (IOException | InterruptedException | RuntimeException e) {
            code = ExitCode.of(e);
            throw e;
        } finally {
            if (metrics.isPresent()) {
                metrics.get().end(code.number(), run.meter, run.report);
            }
        }
    }

    private ExitCode carryOut(Work work, Requirement requirement) throws IOException, InterruptedException {
        RunReport ended;
        try (ProgressPrinter printer = ProgressPrinter.start(console, meter);
                PauseSignal signal = PauseSignal.install(new HandControls(config.stateDirectory()))) {
            ended = work.of(new AgentRun(config, identity, printer.meter(), console.clock(), signal.controls()));
        }
        report = Optional.of(ended);
        ExitCode code = RunSummary.print(ended, console);
        if (code == ExitCode.DONE) {
            requirement.of(ended);
        }
        return code;
    }
}
