package io.tracker.jobs;

import io.tracker.jobs.plan.TableName;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator asks {@code convert} for.
 *
 * @param root the backup root
 * @param warehouse below which the output lies
 * @param format the word of {@code --to}
 * @param dt the day
 * @param tables which; all of the day when empty
 * @param dataset of which dataset, where all tables are asked for; every dataset when empty
 * @param incomplete what to do with a table that lacks something
 * @param options for the format and the converters
 * @param publish how the output is laid out, and whether it is made again
 */
public record ConvertRequest(
        String root,
        String warehouse,
        String format,
        LocalDate dt,
        List<TableName> tables,
        Optional<String> dataset,
        Incomplete incomplete,
        Map<String, String> options,
        Publish publish) {
    /** What to do with a table that lacks something. */
    public enum Incomplete {
        REFUSE,
        ALLOW
    }

    /** How the output is laid out, and whether it is made again where it is published. */
    public enum Publish {
        /** In the folder of the day, once. */
        PLAIN,
        /** In a folder of the run with a pointer to it, once. */
        RUNS,
        /** As {@link #RUNS}, also where the day is published: the pointer moves to the new run when that is whole. */
        RUNS_AGAIN
    }

    public ConvertRequest {
        tables = List.copyOf(tables);
        options = Map.copyOf(options);
    }
}
