package io.tracker.jobs.commit;

import io.tracker.jobs.file.PendingFile;
import io.tracker.jobs.json.JobDocuments;
import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.names.EncodedName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folder of a table and day in the warehouse, and the names in it. */
public final class OutputFolder {
    private static final String SUCCESS = "_SUCCESS";
    private static final String TRACKER = "_tracker.json";

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

    /** Removes what a run that did not end well left behind. */
    public void discardUnfinished() throws IOException {
        if (!files.exists(child(SUCCESS))) {
            files.delete(path, true);
        }
    }

    void writeCompanion(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The last two writes of a job, in this order: whoever finds the second finds the first. */
    void publish(PublishedTable table) throws IOException {
        write(TRACKER, new JobDocuments().write(table));
        write(SUCCESS, new byte[0]);
    }

    private void write(String name, byte[] content) throws IOException {
        try (PendingFile file = new PendingFile(child(name), hadoop)) {
            file.stream().write(content);
            file.commit();
        }
    }

    private Path child(String name) {
        return new Path(path, name);
    }
}
