package io.tracker.jobs.backup;

import io.tracker.jobs.failure.OperatorException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The root that the agents write to, on any Hadoop file system; only read here. Keys are those of the agents. Thread safe. */
public final class BackupRoot {
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

    /** The bytes of a small object; empty when there is none. */
    public Optional<byte[]> read(String key) throws IOException {
        try (FSDataInputStream stream = files.open(path(key))) {
            return Optional.of(stream.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The keys of all objects below a folder, in any order; none when there is no such folder. */
    public List<String> keysBelow(String folder) throws IOException {
        List<String> keys = new ArrayList<>();
        try {
            RemoteIterator<LocatedFileStatus> found = files.listFiles(path(folder), true);
            while (found.hasNext()) {
                keys.add(key(found.next().getPath()));
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return keys;
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

    private String key(Path found) {
        String path = found.toUri().getPath();
        if (!path.startsWith(prefix)) {
            throw new IllegalStateException("Listing of " + root + " names a path outside of it: " + found);
        }
        return path.substring(prefix.length());
    }
}
