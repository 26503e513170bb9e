package io.tracker.agent.verify;

import io.tracker.agent.store.ObjectStore;
import io.tracker.schemas.container.BackupHeader;
import io.tracker.schemas.container.BackupRangeReader;
import io.tracker.schemas.container.DamagedBackupException;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.digest.RowDigest;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** Reads a table's objects again, and proves that they are what the manifest says: size, header, ranges, rows, digest. Thread safe. */
public final class TableVerifier {
    private final ObjectStore store;

    public TableVerifier(ObjectStore store) {
        this.store = store;
    }

    /**
     * Proves every object of a manifest, also those behind a damaged one.
     *
     * @param progress takes counts of rows as they are proved
     * @return what is damaged, in one line each; empty if nothing is
     * @throws IOException if the store cannot be read
     */
    public List<String> verify(Manifest manifest, LongConsumer progress) throws IOException {
        List<String> damages = new ArrayList<>();
        RowLayout layout = manifest.layout();
        for (ManifestObject object : manifest.objects()) {
            try {
                verify(object, layout, progress);
            } catch (DamagedBackupException | FileNotFoundException e) {
                damages.add(e.getMessage());
            }
        }
        return damages;
    }

    private void verify(ManifestObject object, RowLayout layout, LongConsumer progress) throws IOException {
        OptionalLong size = store.size(object.key());
        if (size.isEmpty()) {
            throw new FileNotFoundException("Backup object is missing: " + object.key()
                    + "; HINT: other objects may be whole; take the table again and publish with supersede");
        }
        if (size.getAsLong() != object.bytes()) {
            throw new DamagedBackupException(
                    "size differs (got " + size.getAsLong() + " bytes, expected " + object.bytes() + ")",
                    object.key(),
                    Math.min(size.getAsLong(), object.bytes()));
        }
        RowDigest digest = new RowDigest();
        long rowBytes = 0;
        try (InputStream bytes = store.open(object.key(), 0, object.bytes())) {
            BackupHeader.prove(bytes.readNBytes(object.header().length()), object);
            for (ManifestRange range : object.ranges()) {
                try (BackupRangeReader reader = new BackupRangeReader(new Unclosed(bytes), object, range, layout)) {
                    while (reader.next()) {
                        reader.row().addTo(digest);
                        rowBytes += reader.row().rowLength();
                    }
                    progress.accept(reader.rows());
                }
            }
        }
        requireTotals(object, digest.value(), rowBytes);
    }

    private static void requireTotals(ManifestObject object, Digest128 digest, long rowBytes)
            throws DamagedBackupException {
        if (!digest.equals(object.digest())) {
            throw new DamagedBackupException(
                    "row digest differs (got " + digest + ", expected " + object.digest() + ")", object.key(), 0);
        }
        if (rowBytes != object.rowBytes()) {
            throw new DamagedBackupException(
                    "bytes of the rows differ (got " + rowBytes + ", expected " + object.rowBytes() + ")",
                    object.key(),
                    0);
        }
    }

    /** One stream serves all ranges of an object; their readers must leave it open. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream bytes) {
            super(bytes);
        }

        @Override
        public void close() {}
    }
}
