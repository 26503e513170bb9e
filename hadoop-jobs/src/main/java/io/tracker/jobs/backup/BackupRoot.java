package io.tracker.jobs.backup;

import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_LENGTH;
import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY;
import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_WHOLE_FILE;

import io.tracker.jobs.failure.OperatorException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.FutureIO;

/** The root that the agents write to, on any Hadoop file system; only read here. Keys are those of the agents. Thread safe. */
public final class BackupRoot {
    /** File systems whose folders are real. */
    private static final Set<String> TREES = Set.of("file", "hdfs");

    private final FileSystem files;
    private final Path root;
    private final String prefix;

    private BackupRoot(FileSystem files, Path root) {
        this.files = files;
        this.root = root;
        String path = root.toUri().getPath();
        this.prefix = path.endsWith("/") ? path : path + "/";
    }

    /**
     * Opens a root.
     *
     * @param root {@code s3a://bucket/prefix}, {@code hdfs://…}, {@code file:///…}
     * @throws OperatorException if it is not a path of a file system that Hadoop knows
     */
    public static BackupRoot open(String root, Configuration hadoop) throws IOException {
        Path path = StorePath.of("--root", root);
        FileSystem files = StorePath.fileSystem("--root", path, hadoop);
        return new BackupRoot(files, files.makeQualified(path));
    }

    /** The root as it was given, qualified. */
    public String location() {
        return root.toString();
    }

    /** The root. */
    public Path path() {
        return root;
    }

    /** Where a key lies. */
    public Path path(String key) {
        return new Path(root, key);
    }

    /** The file system that the root is on. */
    public FileSystem files() {
        return files;
    }

    /** Whether folders are real, and a file is opened by its name in one step. */
    boolean isTree() {
        return TREES.contains(files.getScheme());
    }

    /** The bytes of a small object; empty when there is none. */
    public Optional<byte[]> read(String key) throws IOException {
        try (FSDataInputStream stream = files.open(path(key))) {
            return Optional.of(stream.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * The bytes of a small object that was listed; empty when it is gone. Its size is known, so that an object store is asked once: opening by
     * name alone asks it for the size first.
     */
    public Optional<byte[]> read(StoredObject object) throws IOException {
        FutureDataInputStreamBuilder opening = files.openFile(path(object.key()))
                .opt(FS_OPTION_OPENFILE_READ_POLICY, FS_OPTION_OPENFILE_READ_POLICY_WHOLE_FILE)
                .optLong(FS_OPTION_OPENFILE_LENGTH, object.bytes());
        try (FSDataInputStream stream = FutureIO.awaitFuture(opening.build())) {
            return Optional.of(stream.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Whether there is an object. */
    public boolean exists(String key) throws IOException {
        return files.exists(path(key));
    }

    /**
     * All objects below a folder, in any order; none when there is no such folder. An object store is asked for one flat listing. Where
     * folders are real, those directly below are listed side by side, and without the permissions that Hadoop starts a process for.
     */
    public List<StoredObject> objectsBelow(String folder, ParallelReads reads) throws IOException {
        if (!isTree()) {
            return flatListing(folder);
        }
        List<StoredObject> found = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        list(path(folder), found, folders);
        reads.all(folders, this::tree).forEach(found::addAll);
        return found;
    }

    private List<StoredObject> tree(Path top) throws IOException {
        List<StoredObject> found = new ArrayList<>();
        List<Path> folders = new ArrayList<>(List.of(top));
        while (!folders.isEmpty()) {
            list(folders.remove(folders.size() - 1), found, folders);
        }
        return found;
    }

    private void list(Path folder, List<StoredObject> found, List<Path> folders) throws IOException {
        try {
            for (FileStatus status : files.listStatus(folder)) {
                if (status.isDirectory()) {
                    folders.add(status.getPath());
                } else {
                    found.add(stored(status));
                }
            }
        } catch (FileNotFoundException e) {
            // Gone meanwhile, or never there: nothing is below it.
        }
    }

    private List<StoredObject> flatListing(String folder) throws IOException {
        List<StoredObject> found = new ArrayList<>();
        try {
            RemoteIterator<LocatedFileStatus> listed = files.listFiles(path(folder), true);
            while (listed.hasNext()) {
                found.add(stored(listed.next()));
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return found;
    }

    /** The names of the folders directly below a folder, in order; none when there is no such folder. */
    public List<String> foldersIn(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus found : files.listStatus(path(folder))) {
                if (found.isDirectory()) {
                    names.add(found.getPath().getName());
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    private StoredObject stored(FileStatus found) {
        String path = found.getPath().toUri().getPath();
        if (!path.startsWith(prefix)) {
            throw new IllegalStateException("Listing of " + root + " names a path outside of it: " + found.getPath());
        }
        return new StoredObject(path.substring(prefix.length()), found.getLen());
    }
}
