package io.tracker.jobs.input;

import io.tracker.jobs.backup.BackupRoot;
import io.tracker.schemas.container.BackupRangeReader;
import io.tracker.schemas.container.DamagedBackupException;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.util.functional.FutureIO;

/** Looks at the first row of a range, for which one block is read. Thread safe. */
public final class RangePeek {
    private final BackupRoot root;
    private final RowLayout layout;

    public RangePeek(BackupRoot root, RowLayout layout) {
        this.root = root;
        this.layout = layout;
    }

    /**
     * A field's bytes in the first row of a range; none for NULL.
     *
     * @throws DamagedBackupException if the object is absent, or the range does not begin with a row
     */
    public byte[] firstValue(ManifestObject object, int index, int field) throws IOException {
        ManifestRange range = object.ranges().get(index);
        try (FSDataInputStream stream = open(object);
                BackupRangeReader rows =
                        new BackupRangeReader(new NamedInput(stream, object.key()), object, range, layout)) {
            stream.seek(range.offset());
            rows.next();
            RowCursor row = rows.row();
            return row.isNull(field)
                    ? new byte[0]
                    : Arrays.copyOfRange(row.data(), row.start(field), row.start(field) + row.length(field));
        }
    }

    private FSDataInputStream open(ManifestObject object) throws IOException {
        try {
            return FutureIO.awaitFuture(root.files()
                    .openFile(root.path(object.key()))
                    .opt(
                            OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                            OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_RANDOM)
                    .build());
        } catch (FileNotFoundException e) {
            throw new DamagedBackupException("object is absent", object.key(), 0, e);
        }
    }
}
