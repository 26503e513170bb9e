package io.tracker.jobs.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * What runs that did not end well, or were replaced, left in the folder of a table and day. A day on which a run works, as the pulse of
 * its claim shows, has none.
 */
public final class DayLeftovers {
    private static final String RUNS = "_runs";

    private final FileSystem files;
    private final DayOutput day;
    private final Instant before;

    /** A step that removes a leftover. */
    private interface Removal {
        void run() throws IOException;
    }

    /** Something that nobody needs any more. */
    public static final class Leftover {
        private final String text;
        private final Removal removal;

        private Leftover(String kind, Object where, Optional<Instant> since, Removal removal) {
            this.text = kind + ": " + where + since.map(time -> ", of " + time).orElse("");
            this.removal = removal;
        }

        public void remove() throws IOException {
            removal.run();
        }

        /** What it is, where, and from when. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * The leftovers of a day.
     *
     * @param before only what was last touched before this moment; a run that began later may still need it
     */
    public DayLeftovers(Path folder, Instant before, Configuration hadoop) throws IOException {
        this.files = folder.getFileSystem(hadoop);
        this.day = DayOutput.open(folder, hadoop);
        this.before = before;
    }

    /** All of them; those that others rest on come last. */
    public List<Leftover> find() throws IOException {
        List<Leftover> found = new ArrayList<>();
        Path claims = new Path(day.path(), ClaimFolder.NAME);
        if (files.exists(claims) && !isOld(claims)) {
            return found;
        }
        addUploads(found);
        OutputFolder current = day.current();
        addUnfinished(day.plain(), found);
        for (FileStatus run : list(new Path(day.path(), RUNS))) {
            if (run.getPath().getName().equals(current.path().getName())) {
                addFolders(run.getPath(), found);
            } else if (isOld(run.getPath())) {
                found.add(folder("run that is not the current one", run.getPath()));
            }
        }
        if (files.exists(claims)) {
            found.add(folder("claim of a dead run", claims));
        }
        return found;
    }

    private void addUploads(List<Leftover> found) throws IOException {
        for (MultipartUpload upload : PendingUploads.below(files, day.path())) {
            if (upload.initiated().isBefore(before)) {
                found.add(new Leftover(
                        "pending upload",
                        upload.key(),
                        Optional.of(upload.initiated()),
                        () -> PendingUploads.abort(files, upload)));
            }
        }
    }

    private void addUnfinished(OutputFolder plain, List<Leftover> found) throws IOException {
        addFolders(plain.path(), found);
        if (plain.published().isEmpty() && !plain.visibleFiles().isEmpty() && isOld(plain.path())) {
            found.add(new Leftover(
                    "files of an unfinished output", plain.path(), newest(plain.path()), plain::discardUnfinished));
        }
    }

    private void addFolders(Path output, List<Leftover> found) throws IOException {
        for (FileStatus child : list(output)) {
            String name = child.getPath().getName();
            if ((name.startsWith("__magic") || name.equals("_temporary")) && isOld(child.getPath())) {
                found.add(folder("folder of tasks", child.getPath()));
            }
        }
    }

    private Leftover folder(String kind, Path path) throws IOException {
        return new Leftover(kind, path, newest(path), () -> files.delete(path, true));
    }

    private List<FileStatus> list(Path folder) throws IOException {
        try {
            return List.of(files.listStatus(folder));
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    private boolean isOld(Path folder) throws IOException {
        return newest(folder).map(time -> time.isBefore(before)).orElse(true);
    }

    /** When a file below a folder was last written; a folder of a store has no time of its own. */
    private Optional<Instant> newest(Path folder) throws IOException {
        long newest = Long.MIN_VALUE;
        RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
        while (all.hasNext()) {
            newest = Math.max(newest, all.next().getModificationTime());
        }
        return newest == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest));
    }
}
