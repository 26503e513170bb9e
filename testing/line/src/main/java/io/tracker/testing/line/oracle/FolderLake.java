package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A root in a folder of the local file system. */
public final class FolderLake implements Lake {
    private final Path root;

    public FolderLake(Path root) {
        this.root = root;
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String key = root.relativize(file).toString();
                if (key.startsWith(prefix)) {
                    entries.add(new Entry(key, Files.size(file)));
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::key));
        return entries;
    }

    @Override
    public InputStream open(String key) throws IOException {
        return Files.newInputStream(root.resolve(key));
    }
}
