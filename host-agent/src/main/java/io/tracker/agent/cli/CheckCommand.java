package io.tracker.agent.cli;

import io.tracker.agent.AgentCheck;
import io.tracker.agent.CheckPoint;
import io.tracker.agent.host.RunIdentity;
import java.util.List;
import org.apache.commons.cli.Options;

/** Looks at all that a run needs. */
final class CheckCommand implements Command {
    @Override
    public String name() {
        return "check";
    }

    @Override
    public String purpose() {
        return "Looks at all that a run needs - role, grants, tables, store - and says how to mend what is missing.";
    }

    @Override
    public List<String> examples() {
        return List.of("tracker-agent check", "tracker-agent check --config ./agent.properties --set mysql.port=3307");
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public List<ExitCode> exitCodes() {
        return List.of(ExitCode.DONE, ExitCode.FAILURE, ExitCode.OPERATOR);
    }

    @Override
    public ExitCode run(CommandOptions options, Console console) {
        List<CheckPoint> points = new AgentCheck(options.config(), RunIdentity.begin(console.clock())).run();
        for (CheckPoint point : points) {
            console.out().println(word(point.state()) + point.name() + ": " + point.detail());
            point.mend().ifPresent(mend -> console.out().println("        HINT: " + mend));
        }
        long failed = points.stream()
                .filter(point -> point.state() == CheckPoint.State.FAILED)
                .count();
        if (failed == 0) {
            return ExitCode.DONE;
        }
        console.err().println("error: check failed: " + failed + " of " + points.size() + " points");
        console.err().println("HINT: mend the points marked FAILED, then check again");
        return ExitCode.OPERATOR;
    }

    private static String word(CheckPoint.State state) {
        return switch (state) {
            case OK -> "ok      ";
            case NOTE -> "note    ";
            case FAILED -> "FAILED  ";
        };
    }
}
