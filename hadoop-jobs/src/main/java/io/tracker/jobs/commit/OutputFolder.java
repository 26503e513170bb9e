package io.tracker.jobs.commit;

import io.tracker.jobs.json.JobDocuments;
import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.names.EncodedName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/** The folder of a table and day in the warehouse, and the names in it. */
public final class OutputFolder {
    private static final String SUCCESS = "_SUCCESS";
    private static final String TRACKER = "_tracker.json";

    /** The folder of Hadoop's file committer. */
    private static final String TEMPORARY = "_temporary";

    private final FileSystem files;
    private final Path path;
    private final Configuration hadoop;

    private OutputFolder(FileSystem files, Path path, Configuration hadoop) {
        this.files = files;
        this.path = path;
        this.hadoop = hadoop;
    }

    /** The folder of a table and day. */
    public static Path path(Path warehouse, TableName name, LocalDate dt) {
        return new Path(warehouse, EncodedName.of(name.dataset()) + "/" + EncodedName.of(name.table()) + "/dt=" + dt);
    }

    /** A folder, which need not exist. */
    public static OutputFolder open(Path path, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        return new OutputFolder(files, files.makeQualified(path), hadoop);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * What was published here; empty when nothing was, whatever lies here.
     *
     * @throws IOException if it is damaged
     */
    public Optional<PublishedTable> published() throws IOException {
        if (!files.exists(child(SUCCESS))) {
            return Optional.empty();
        }
        try (FSDataInputStream stream = files.open(child(TRACKER))) {
            return Optional.of(new JobDocuments()
                    .read(
                            stream.readAllBytes(),
                            PublishedTable.class,
                            child(TRACKER).toString()));
        } catch (FileNotFoundException e) {
            throw new IOException(
                    "Output has " + SUCCESS + " and no " + TRACKER + ", so it was not made by Tracker: " + path
                            + "; HINT: choose another --warehouse, or remove that folder",
                    e);
        }
    }

    /** Sizes by name of all files that directory scanners take for rows. */
    public Map<String, Long> visibleFiles() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try {
            for (FileStatus status : files.listStatus(path)) {
                String name = status.getPath().getName();
                if (status.isFile() && !name.startsWith("_") && !name.startsWith(".")) {
                    sizes.put(name, status.getLen());
                }
            }
        } catch (FileNotFoundException e) {
            return Map.of();
        }
        return sizes;
    }

    /** Whether a file is there, hidden from scanners or not. */
    public boolean holds(String name) throws IOException {
        return files.exists(child(name));
    }

    /**
     * Clears what runs that did not end well left behind, so that they publish nothing any more, though they may still be at work: first
     * what a commit needs, pending uploads and folders of tasks, then what was already committed. A commit that comes before the first is
     * cleared by the second, and one that comes after it fails.
     */
    public void discardUnfinished() throws IOException {
        if (files.exists(child(SUCCESS))) {
            return;
        }
        PendingUploads.abortBelow(files, path);
        files.delete(child(TEMPORARY), true);
        try {
            FileStatus[] found = files.listStatus(path);
            // A run that was declared dead may have ended in this moment: who reads must not take what is left for the
            // whole.
            Arrays.sort(
                    found,
                    Comparator.comparing(status -> !status.getPath().getName().equals(SUCCESS)));
            for (FileStatus status : found) {
                if (!DayOutput.keeps(status.getPath().getName())) {
                    files.delete(status.getPath(), true);
                }
            }
        } catch (FileNotFoundException e) {
            // There is nothing here.
        }
    }

    /** Stores a small file that gets its name when it is committed. */
    FencedFile prepare(String name, byte[] content) throws IOException {
        return FencedFile.prepare(child(name), child(TEMPORARY), content, hadoop);
    }

    /** Stores the last two files of a job, in the order in which they are committed: whoever finds the second finds the first. */
    List<FencedFile> prepare(PublishedTable table) throws IOException {
        return List.of(
                prepare(TRACKER, new JobDocuments().write(table)),
                prepare(SUCCESS, (table.jobId() + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Removes the folder of small files that were stored and not committed, where there is one. */
    void removeTemporary() throws IOException {
        if (!(files instanceof S3AFileSystem)) {
            files.delete(child(TEMPORARY), true);
        }
    }

    private Path child(String name) {
        return new Path(path, name);
    }
}
