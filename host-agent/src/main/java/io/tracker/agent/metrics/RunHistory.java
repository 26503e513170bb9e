package io.tracker.agent.metrics;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What metrics carry on from run to run: counters, and when something was true last. Lives in the state directory; lost, it begins at 0. */
final class RunHistory {
    private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);
    private static final String FILE = "metrics.properties";

    private final Path file;
    private final Map<String, Long> values = new TreeMap<>();

    private RunHistory(Path file) {
        this.file = file;
    }

    static RunHistory read(Path stateDirectory) throws IOException {
        RunHistory history = new RunHistory(stateDirectory.resolve(FILE));
        Properties stored = new Properties();
        try (Reader in = Files.newBufferedReader(history.file)) {
            stored.load(in);
            for (String name : stored.stringPropertyNames()) {
                history.values.put(name, Long.parseLong(stored.getProperty(name)));
            }
        } catch (NoSuchFileException e) {
            return history;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            LOG.warn("metrics begin at 0: the file is damaged file={} reason=\"{}\"", history.file, e.toString());
            history.values.clear();
        }
        return history;
    }

    long value(String name) {
        return values.getOrDefault(name, 0L);
    }

    void add(String name, long more) {
        values.merge(name, more, Long::sum);
    }

    /** Keeps the largest. */
    void raise(String name, long value) {
        values.merge(name, value, Math::max);
    }

    /** What stands below a name and a dot, by the rest. */
    Map<String, Long> below(String name) {
        Map<String, Long> found = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(name + ".")) {
                found.put(key.substring(name.length() + 1), value);
            }
        });
        return found;
    }

    void write() throws IOException {
        Properties all = new Properties();
        values.forEach((name, value) -> all.setProperty(name, Long.toString(value)));
        Path draft = file.resolveSibling(FILE + ".draft");
        try (Writer out = Files.newBufferedWriter(draft)) {
            all.store(out, "counters of tracker-agent's metrics");
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
