package io.tracker.agent.upload;

import io.tracker.agent.store.PendingObject;
import io.tracker.schemas.container.BackupObjectWriter;
import io.tracker.schemas.manifest.ManifestObject;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes rows into backup objects, one after another, each ended at {@code object.roll-bytes}. It takes the rows of any number of
 * chunks; without rows it makes no object.
 *
 * <p>{@link #commit} makes the last object durable and returns what the manifest must say of all of them; {@link #close} alone discards
 * the object under way. Objects that were durable before stay behind as garbage that no manifest names. Not thread safe.
 */
public final class ObjectRoller implements RowSink, AutoCloseable {
    private static final int SYNC_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AttemptFolder folder;
    private final List<ManifestObject> durable = new ArrayList<>();
    private Optional<PendingObject> pending = Optional.empty();
    private BackupObjectWriter writer;

    public ObjectRoller(AttemptFolder folder) {
        this.folder = folder;
    }

    @Override
    public void row(byte[] bytes, int offset, int length) throws IOException {
        if (pending.isEmpty()) {
            begin();
        }
        writer.append(bytes, offset, length);
        if (writer.storedBytes() >= folder.rollBytes()) {
            end();
        }
    }

    /** Makes the last object durable. */
    public List<ManifestObject> commit() throws IOException {
        if (pending.isPresent()) {
            end();
        }
        return List.copyOf(durable);
    }

    @Override
    public void close() {
        pending.ifPresent(PendingObject::close);
        pending = Optional.empty();
    }

    private void begin() throws IOException {
        String key = folder.nextKey();
        byte[] sync = new byte[SYNC_BYTES];
        RANDOM.nextBytes(sync);
        PendingObject object = folder.store().create(key);
        pending = Optional.of(object);
        writer = new BackupObjectWriter(
                object.output(), key, folder.schema(), sync, folder.metadata(), folder.container());
    }

    private void end() throws IOException {
        ManifestObject described = writer.finish();
        try (PendingObject object = pending.orElseThrow()) {
            object.commit();
        }
        pending = Optional.empty();
        durable.add(described);
    }
}
