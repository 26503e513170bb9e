package io.tracker.jobs.cli;

import io.tracker.jobs.failure.OperatorException;
import java.io.IOException;
import java.util.List;

/**
 * Does a command's work for one thing after another. What fails is told, and does not keep the others from being done; the gravest ending
 * counts.
 *
 * @param input of the command
 * @param named whether an error names the thing that it is about
 * @param stopsForTheOperator whether an error that only the operator can mend ends the work
 */
record OneByOne(CommandInput input, boolean named, boolean stopsForTheOperator) {
    /**
     * What is done for one thing.
     *
     * @param <T> the thing
     */
    interface Step<T> {
        /** Does it, and says how it ended. */
        String take(T thing) throws IOException;
    }

    static OneByOne of(CommandInput input) {
        return new OneByOne(input, false, false);
    }

    static OneByOne stoppingForTheOperator(CommandInput input) {
        return new OneByOne(input, true, true);
    }

    <T> ExitCode all(List<T> things, Step<T> step) {
        ExitCode worst = ExitCode.DONE;
        for (T thing : things) {
            try {
                input.out().print(step.take(thing));
            } catch (IOException | RuntimeException e) {
                String who = named ? input.command() + " " + thing : input.command();
                worst = worst.and(new ErrorPrinter(input.err()).print(who, e));
                if (stopsForTheOperator && e instanceof OperatorException) {
                    break;
                }
            }
        }
        return worst;
    }
}
