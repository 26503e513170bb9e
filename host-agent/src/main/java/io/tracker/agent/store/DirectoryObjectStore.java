package io.tracker.agent.store;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The objects as files of a directory, on a file system with hard links. Files under way lie in {@value #PENDING}, which no listing
 * shows. Thread safe, also against other processes.
 */
final class DirectoryObjectStore implements ObjectStore {
    static final String PENDING = ".pending";

    private final Path root;

    DirectoryObjectStore(Path root) {
        this.root = root;
    }

    @Override
    public PutResult createOnce(String key, byte[] body) throws IOException {
        Path pending = pendingFile();
        try {
            try (FileChannel channel =
                    FileChannel.open(pending, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                Channels.newOutputStream(channel).write(body);
                channel.force(true);
            }
            // Unlike a move, a link fails where there is a file, in one step for all processes.
            Files.createLink(target(key), pending);
            return PutResult.CREATED;
        } catch (FileAlreadyExistsException e) {
            return PutResult.EXISTS;
        } finally {
            Files.deleteIfExists(pending);
        }
    }

    @Override
    public void overwrite(String key, byte[] body) throws IOException {
        try (PendingObject pending = create(key)) {
            pending.output().write(body);
            pending.commit();
        }
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(root.resolve(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream open(String key, long offset, long length) throws IOException {
        try {
            FileChannel channel = FileChannel.open(root.resolve(key), StandardOpenOption.READ);
            channel.position(offset);
            return Channels.newInputStream(channel);
        } catch (NoSuchFileException e) {
            FileNotFoundException missing = new FileNotFoundException("object is missing: " + key);
            missing.initCause(e);
            throw missing;
        }
    }

    @Override
    public OptionalLong size(String key) throws IOException {
        try {
            return OptionalLong.of(Files.size(root.resolve(key)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        Path folder = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix) && !key.startsWith(PENDING))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public PendingObject create(String key) throws IOException {
        return new PendingFile(pendingFile(), key);
    }

    @Override
    public String root() {
        return root.toUri().toString();
    }

    @Override
    public void close() {}

    private Path pendingFile() throws IOException {
        Path folder = Files.createDirectories(root.resolve(PENDING));
        return folder.resolve(UUID.randomUUID().toString());
    }

    private Path target(String key) throws IOException {
        Path file = root.resolve(key);
        Files.createDirectories(file.getParent());
        return file;
    }

    private final class PendingFile implements PendingObject {
        private final Path file;
        private final String key;
        private final FileChannel channel;
        private final OutputStream output;

        PendingFile(Path file, String key) throws IOException {
            this.file = file;
            this.key = key;
            this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            this.output = new BufferedOutputStream(Channels.newOutputStream(channel));
        }

        @Override
        public OutputStream output() {
            return output;
        }

        @Override
        public void commit() throws IOException {
            output.flush();
            channel.force(true);
            channel.close();
            Files.move(file, target(key), StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void close() {
            try {
                channel.close();
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // What stays behind lies in the folder of pending files, where nobody reads it.
                file.toFile().deleteOnExit();
            }
        }
    }
}
