package io.tracker.jobs.output;

import io.tracker.jobs.totals.LedgerEntry;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.schemas.digest.Digest128;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * One way to write a table, chosen by {@code --to}. Implementations are found by {@link java.util.ServiceLoader}, keep no state and are
 * thread safe.
 */
public interface RowFormat {
    /** The word that {@code --to} takes. */
    String name();

    /** How the names of its files end: {@code .parquet}. It may depend on the options, as a compressed dump's does. */
    String suffix(Conversion conversion);

    /**
     * The table's columns as they will be written, before a job starts: what cannot be written is refused here, by name.
     *
     * @throws IOException if the source schemas cannot be unified or a column cannot be converted; the message names shards and columns
     * @throws IllegalArgumentException if an option is not known or has no such value
     */
    List<OutputColumn> columns(Conversion conversion) throws IOException;

    /** How many bytes a file has at most, by {@link RowWriter#size}: the row after that begins the next one. Unlimited where nothing is said. */
    default long fileBytes(Conversion conversion) throws IOException {
        return Long.MAX_VALUE;
    }

    /**
     * Creates a file for rows.
     *
     * @param file where; does not exist
     */
    RowWriter create(Path file, Conversion conversion, Configuration hadoop) throws IOException;

    /**
     * Small files that belong beside the rows, made once a job: statements that create or load the table.
     *
     * @param files all files of rows, in order of their names
     */
    List<CompanionFile> companions(Conversion conversion, List<OutputFile> files) throws IOException;

    /** Reads a file of rows again from the store and recomputes what its writer's {@link RowWriter#commit} said of it. */
    ReadBack readBack(Path file, Conversion conversion, Configuration hadoop) throws IOException;

    /**
     * A column of the output.
     *
     * @param name its name in the output
     * @param type its type in the output's own words: {@code INT64 (DECIMAL(18,2))}, {@code BIGINT UNSIGNED} …
     * @param mysqlType what it was in MySQL, after unification
     * @param nullable whether it may hold NULL
     */
    record OutputColumn(String name, String type, String mysqlType, boolean nullable) {}

    /**
     * A small file beside the rows.
     *
     * @param name within the output folder
     * @param text its text, stored as UTF-8
     */
    record CompanionFile(String name, String text) {}

    /**
     * What a file of rows holds, read back.
     *
     * @param rows rows
     * @param valueDigest sum over their canonical typed values
     */
    record ReadBack(long rows, Digest128 valueDigest) {}

    /**
     * What a writer wrote.
     *
     * @param rows rows in the file
     * @param bytes the file's size
     * @param valueDigest sum over the canonical typed values of its rows
     * @param ledger every value that its target type could not hold as it is
     */
    record Written(long rows, long bytes, Digest128 valueDigest, List<LedgerEntry> ledger) {
        public Written {
            ledger = List.copyOf(ledger);
        }
    }
}
