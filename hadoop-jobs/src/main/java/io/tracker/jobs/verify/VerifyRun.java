package io.tracker.jobs.verify;

import io.tracker.jobs.commit.DayOutput;
import io.tracker.jobs.commit.OutputFolder;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowFormats;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.schemas.digest.Digest128;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Reads a published output again and compares it with its {@code _tracker.json}: the list of files, their sizes, the rows of each, and
 * the value digest of all, which a mapper summed when it wrote them.
 */
public final class VerifyRun {
    private final Configuration hadoop;
    private final int threads;

    /**
     * A verification.
     *
     * @param threads files that are read at once
     */
    public VerifyRun(Configuration hadoop, int threads) {
        this.hadoop = hadoop;
        this.threads = threads;
    }

    /**
     * Verifies one output.
     *
     * @param output its folder, or that of the day, whose current run is verified
     * @return what was published, which is what was found
     * @throws IOException naming what differs
     */
    public PublishedTable verify(Path output) throws IOException {
        OutputFolder folder = DayOutput.open(output, hadoop).current();
        PublishedTable published = folder.published()
                .orElseThrow(() -> new IOException("Output is not published: " + folder.path()
                        + " (no _SUCCESS); HINT: run tracker-jobs convert for it"));
        requireFiles(folder, published);
        Digest128 digest = Digest128.ZERO;
        for (RowFormat.ReadBack file : readAll(folder, published)) {
            digest = digest.plus(file.valueDigest());
        }
        if (!digest.equals(published.totals().valueDigest())) {
            throw differs(
                    folder.path().toString(),
                    "value digest",
                    digest,
                    published.totals().valueDigest());
        }
        return published;
    }

    private static void requireFiles(OutputFolder folder, PublishedTable published) throws IOException {
        Map<String, Long> found = new TreeMap<>(folder.visibleFiles());
        for (OutputFile file : published.files()) {
            Long bytes = found.remove(file.name());
            if (bytes == null || bytes != file.bytes()) {
                throw differs(
                        folder.path() + "/" + file.name(),
                        "size",
                        bytes == null ? "no file" : bytes + " bytes",
                        file.bytes() + " bytes");
            }
        }
        for (String companion : published.companions()) {
            found.remove(companion);
            if (!folder.holds(companion)) {
                throw differs(folder.path() + "/" + companion, "presence", "no file", "a file");
            }
        }
        if (!found.isEmpty()) {
            throw differs(folder.path().toString(), "list of files", "also " + found.keySet(), "none beside those");
        }
    }

    private List<RowFormat.ReadBack> readAll(OutputFolder folder, PublishedTable published) throws IOException {
        RowFormat format = RowFormats.named(published.to());
        Conversion conversion = new Conversion(published.schemas(), published.options());
        ExecutorService readers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<RowFormat.ReadBack>> running = new ArrayList<>();
            for (OutputFile file : published.files()) {
                running.add(readers.submit(() -> read(folder, file, format, conversion)));
            }
            List<RowFormat.ReadBack> results = new ArrayList<>();
            for (Future<RowFormat.ReadBack> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while verifying " + folder.path());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("Output cannot be read back: " + folder.path() + ": " + e.getCause(), e.getCause());
        } finally {
            readers.shutdownNow();
        }
    }

    private RowFormat.ReadBack read(OutputFolder folder, OutputFile file, RowFormat format, Conversion conversion)
            throws IOException {
        Path path = new Path(folder.path(), file.name());
        RowFormat.ReadBack found;
        try {
            found = format.readBack(path, conversion, hadoop);
        } catch (IOException | RuntimeException e) {
            throw new IOException("Output cannot be read back: " + path + ": " + e.getMessage(), e);
        }
        if (found.rows() != file.rows()) {
            throw differs(path.toString(), "rows", found.rows(), file.rows());
        }
        return found;
    }

    private static IOException differs(String where, String what, Object got, Object expected) {
        return new IOException("Output differs from its _tracker.json: " + where + ": " + what + " (got " + got
                + ", expected " + expected + "); HINT: do not use it; remove its folder and convert the day again");
    }
}
