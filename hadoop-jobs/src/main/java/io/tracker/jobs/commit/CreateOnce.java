package io.tracker.jobs.commit;

import io.tracker.jobs.file.PendingFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/**
 * Creates small files that at most one of many creates, and that are whole from the first moment: by a conditional write on S3, by a
 * link on local files, by a rename elsewhere, which on HDFS refuses a name that is taken.
 */
final class CreateOnce {
    private CreateOnce() {}

    /**
     * Creates a file, unless there is one.
     *
     * @param content differs from everybody else's: after an unknown outcome it tells whose file is there
     * @return whether the file is this one
     */
    static boolean create(Path path, byte[] content, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        if (files instanceof S3AFileSystem) {
            return put(files, path, content);
        }
        Path whole = new Path(path.getParent(), "." + path.getName() + "." + UUID.randomUUID());
        try {
            try (PendingFile file = new PendingFile(whole, hadoop)) {
                file.stream().write(content);
                file.commit();
            }
            return files.getScheme().equals("file")
                    ? link(whole, path)
                    : !files.exists(path) && files.rename(whole, path);
        } finally {
            files.delete(whole, false);
        }
    }

    private static boolean put(FileSystem files, Path path, byte[] content) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
        builder.create().overwrite(true).recursive();
        builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        try (FSDataOutputStream stream = builder.build()) {
            stream.write(content);
        } catch (RemoteFileChangedException | FileAlreadyExistsException e) {
            return isThere(files, path, content);
        } catch (IOException e) {
            if (isThere(files, path, content)) {
                return true;
            }
            throw e;
        }
        return true;
    }

    private static boolean isThere(FileSystem files, Path path, byte[] content) throws IOException {
        try (FSDataInputStream stream = files.open(path)) {
            return Arrays.equals(stream.readAllBytes(), content);
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    private static boolean link(Path whole, Path path) throws IOException {
        try {
            Files.createLink(
                    java.nio.file.Path.of(path.toUri().getPath()),
                    java.nio.file.Path.of(whole.toUri().getPath()));
            return true;
        } catch (java.nio.file.FileAlreadyExistsException e) {
            return false;
        }
    }
}
