package io.tracker.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files of a directory; those under way are its open uploads. */
final class DirectoryStoreCleaner implements StoreCleaner {
    private final Path root;

    DirectoryStoreCleaner(Path root) {
        this.root = root;
    }

    @Override
    public void visit(String prefix, ObjectVisitor visitor) throws IOException {
        for (String key : new DirectoryObjectStore(root).list(prefix)) {
            Path file = root.resolve(key);
            visitor.visit(new StoredObject(
                    key, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
        }
    }

    @Override
    public List<OpenUpload> openUploads() throws IOException {
        Path folder = root.resolve(DirectoryObjectStore.PENDING);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<OpenUpload> uploads = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                uploads.add(new OpenUpload(
                        DirectoryObjectStore.PENDING + "/" + name,
                        name,
                        Files.getLastModifiedTime(file).toInstant()));
            }
        }
        return uploads;
    }

    @Override
    public void delete(StoredObject object) throws IOException {
        Files.deleteIfExists(root.resolve(object.key()));
    }

    @Override
    public void abort(OpenUpload upload) throws IOException {
        Files.deleteIfExists(root.resolve(upload.key()));
    }

    @Override
    public void close() {}
}
