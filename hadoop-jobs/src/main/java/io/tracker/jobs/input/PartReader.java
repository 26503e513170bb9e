package io.tracker.jobs.input;

import io.tracker.jobs.backup.BackupRoot;
import io.tracker.schemas.container.BackupHeader;
import io.tracker.schemas.container.BackupRangeReader;
import io.tracker.schemas.container.DamagedBackupException;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * Reads one part of a split in one sequential stream, and proves it: the object's size, the header where the part begins with it, and
 * each range. Not thread safe.
 */
public final class PartReader implements AutoCloseable {
    private final SplitPart part;
    private final RowLayout layout;
    private final InputStream stream;
    private final Iterator<ManifestRange> ranges;
    private BackupRangeReader range;
    private ManifestRange current;
    private long bytesOfEndedRanges;
    private int rangesEnded;

    private PartReader(SplitPart part, RowLayout layout, InputStream stream) {
        this.part = part;
        this.layout = layout;
        this.stream = stream;
        this.ranges = part.ranges().iterator();
    }

    /**
     * Opens a part.
     *
     * @throws DamagedBackupException if the object is absent, has another size, or another header
     */
    public static PartReader open(BackupRoot root, SplitPart part, RowLayout layout) throws IOException {
        ManifestObject object = part.object();
        Path path = root.path(object.key());
        FileStatus status = requireWhole(root, path, object);
        long start = part.provesHeader() ? 0 : part.ranges().get(0).offset();
        FutureDataInputStreamBuilder builder = root.files()
                .openFile(path)
                .withFileStatus(status)
                .opt(
                        OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                        OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_SEQUENTIAL)
                .optLong(OpenFileOptions.FS_OPTION_OPENFILE_SPLIT_START, start)
                .optLong(OpenFileOptions.FS_OPTION_OPENFILE_SPLIT_END, end(part));
        FSDataInputStream stream = FutureIO.awaitFuture(builder.build());
        InputStream input = new NamedInput(stream, object.key());
        try {
            if (part.provesHeader()) {
                BackupHeader.prove(input.readNBytes(object.header().length()), object);
            } else {
                stream.seek(start);
            }
            return new PartReader(part, layout, input);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /**
     * Moves to the next row.
     *
     * @return false after the last row of the last range, when all are proved
     */
    public boolean next() throws IOException {
        while (range == null || !range.next()) {
            if (range != null) {
                bytesOfEndedRanges += current.length();
                rangesEnded++;
                range = null;
            }
            if (!ranges.hasNext()) {
                return false;
            }
            current = ranges.next();
            // Ranges follow one another in one stream, which outlives their readers.
            range = new BackupRangeReader(stream, part.object(), current, layout);
        }
        return true;
    }

    /** The current row; another object for each range. */
    public RowCursor row() {
        return range.row();
    }

    /** Stored bytes that have been read. */
    public long bytesRead() {
        return bytesOfEndedRanges + (range == null ? 0 : (long) (range.progress() * current.length()));
    }

    /** Ranges that have been read to their ends and proved. */
    int rangesRead() {
        return rangesEnded;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static FileStatus requireWhole(BackupRoot root, Path path, ManifestObject object) throws IOException {
        FileStatus status;
        try {
            status = root.files().getFileStatus(path);
        } catch (FileNotFoundException e) {
            throw new DamagedBackupException("object is absent", object.key(), 0, e);
        }
        if (status.getLen() != object.bytes()) {
            throw new DamagedBackupException(
                    "size differs (got " + status.getLen() + " bytes, expected " + object.bytes() + ")",
                    object.key(),
                    Math.min(status.getLen(), object.bytes()));
        }
        return status;
    }

    private static long end(SplitPart part) {
        if (part.count() == 0) {
            return part.object().header().length();
        }
        ManifestRange last = part.ranges().get(part.count() - 1);
        return last.offset() + last.length();
    }
}
