package io.tracker.jobs.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a command waits for a day.
 *
 * @param limit at most
 * @param every how often it looks
 */
record WaitOptions(Duration limit, Duration every) {
    private static final Duration DEFAULT_EVERY = Duration.ofSeconds(30);

    /** Reads them; empty where no wait is asked for. What is wrong with them is noted in the arguments. */
    static Optional<WaitOptions> of(CommandArguments arguments) {
        Optional<Duration> limit = duration(SharedOptions.WAIT, arguments);
        Optional<Duration> every = duration(SharedOptions.EVERY, arguments);
        if (every.isPresent() && limit.isEmpty()) {
            arguments.problem(SharedOptions.EVERY.name() + " needs " + SharedOptions.WAIT.name());
        }
        return limit.map(time -> new WaitOptions(time, every.orElse(DEFAULT_EVERY)));
    }

    private static Optional<Duration> duration(CommandOption option, CommandArguments arguments) {
        Optional<String> text = arguments.one(option.name());
        Optional<Duration> duration = text.flatMap(Amounts::duration);
        if (text.isPresent() && duration.isEmpty()) {
            arguments.problem(
                    option.name() + " is no duration (got " + text.get() + ", expected one like 30s, 90m or 2h)");
        }
        return duration;
    }
}
