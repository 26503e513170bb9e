package io.tracker.jobs.commit;

import io.tracker.jobs.json.JobDocuments;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What is published of a table and day: the folder of the day itself, or, once the day was published in runs, the folder of the run that
 * the pointer with the highest number names.
 *
 * <p>A pointer is created once and never changed. Whoever resolves it sees the old output or the new one, whole.
 */
public final class DayOutput {
    private static final String RUNS = "_runs";
    private static final String POINTERS = "_current";

    private final FileSystem files;
    private final Path day;
    private final Configuration hadoop;

    /** How a day is laid out. */
    public enum Layout {
        /** In its own folder. It cannot be published twice. */
        PLAIN,
        /** Each run in a folder of its own, and a pointer to one of them. */
        RUNS
    }

    /**
     * A pointer.
     *
     * @param run the name of the run's folder
     * @param jobId which published the run
     * @param at when it became the current one
     */
    public record Pointer(String run, String jobId, Instant at) {}

    private DayOutput(FileSystem files, Path day, Configuration hadoop) {
        this.files = files;
        this.day = day;
        this.hadoop = hadoop;
    }

    /** The output of a day, which need not exist. */
    public static DayOutput open(Path day, Configuration hadoop) throws IOException {
        FileSystem files = day.getFileSystem(hadoop);
        return new DayOutput(files, files.makeQualified(day), hadoop);
    }

    /** The folder of the day. */
    public Path path() {
        return day;
    }

    /** The folder of what is published, or would be; who reads it again later may find another one. */
    public OutputFolder current() throws IOException {
        int number = number();
        if (number == 0) {
            return plain();
        }
        Path pointer = pointer(number);
        try (FSDataInputStream stream = files.open(pointer)) {
            Pointer current = new JobDocuments().read(stream.readAllBytes(), Pointer.class, pointer.toString());
            return run(current.run());
        }
    }

    /** What is published; empty when nothing is. */
    public Optional<PublishedTable> published() throws IOException {
        return published(current());
    }

    /**
     * What is published, where the folder is wanted, too: a second look at {@link #current} may find another one.
     *
     * @param folder that was the current one
     * @throws IOException if it is a run that is not whole
     */
    public Optional<PublishedTable> published(OutputFolder folder) throws IOException {
        Optional<PublishedTable> published = folder.published();
        if (published.isEmpty() && !folder.path().equals(day)) {
            throw new IOException(
                    "Current run is not whole: " + folder.path() + " (no _SUCCESS); HINT: was it removed? convert"
                            + " the day again with --layout runs --overwrite");
        }
        return published;
    }

    /** The highest pointer; 0 when there is none. */
    public int number() throws IOException {
        int highest = 0;
        try {
            for (FileStatus status : files.listStatus(new Path(day, POINTERS))) {
                String name = status.getPath().getName();
                if (name.matches("[0-9]{5}\\.json")) {
                    highest = Math.max(highest, Integer.parseInt(name.substring(0, 5)));
                }
            }
        } catch (FileNotFoundException e) {
            return 0;
        }
        return highest;
    }

    /** The folder of the day itself. */
    public OutputFolder plain() throws IOException {
        return OutputFolder.open(day, hadoop);
    }

    /** The folder of a run. */
    public OutputFolder run(String name) throws IOException {
        return OutputFolder.open(new Path(day, RUNS + "/" + name), hadoop);
    }

    /**
     * Makes a run the current one.
     *
     * @param run which is published
     * @param number after the number of the pointer that it replaces
     * @throws IOException if another run has become the current one meanwhile
     */
    public void point(OutputFolder run, int number, Instant now) throws IOException {
        PublishedTable published =
                run.published().orElseThrow(() -> new IOException("Job published nothing: " + run.path()));
        Pointer pointer = new Pointer(run.path().getName(), published.jobId(), now);
        if (!CreateOnce.create(pointer(number), new JobDocuments().write(pointer), hadoop)) {
            throw new IOException(
                    "Another run became the current one meanwhile: " + current().path()
                            + "; HINT: run again to see whether anything is left to do; tracker-jobs clean names the output of this run");
        }
    }

    /** Whether a name in the folder of the day outlives the clearing of what is unfinished there. */
    static boolean keeps(String name) {
        return Set.of(RUNS, POINTERS, ClaimFolder.NAME).contains(name);
    }

    private Path pointer(int number) {
        return new Path(day, String.format(Locale.ROOT, "%s/%05d.json", POINTERS, number));
    }
}
