package io.tracker.agent.clean;

import io.tracker.agent.store.StoreCleaner;
import java.io.IOException;
import java.util.List;

/** A cleaner that dies after so many deletions. */
final class DyingCleaner implements StoreCleaner {
    private final StoreCleaner cleaner;
    private final int most;
    private int done;

    DyingCleaner(StoreCleaner cleaner, int most) {
        this.cleaner = cleaner;
        this.most = most;
    }

    int done() {
        return done;
    }

    @Override
    public void visit(String prefix, ObjectVisitor visitor) throws IOException {
        cleaner.visit(prefix, visitor);
    }

    @Override
    public List<OpenUpload> openUploads() throws IOException {
        return cleaner.openUploads();
    }

    @Override
    public void delete(StoredObject object) throws IOException {
        if (done == most) {
            throw new IOException("killed");
        }
        cleaner.delete(object);
        done++;
    }

    @Override
    public void abort(OpenUpload upload) throws IOException {
        cleaner.abort(upload);
    }

    @Override
    public void close() {
        cleaner.close();
    }
}
