package io.tracker.jobs.cli;

import io.tracker.jobs.failure.OperatorException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;

/**
 * A file of {@code --conf}: Hadoop's keys as {@code key=value} lines in UTF-8, or Hadoop's own XML. What stands on the command line
 * ({@code -Dkey=value}) wins over it.
 */
final class HadoopProperties {
    /** Hadoop's name for where {@code -D} comes from. */
    private static final String COMMAND_LINE = "from command line";

    private HadoopProperties() {}

    static void load(String file, Configuration hadoop) {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new OperatorException(
                    "Configuration cannot be read: --conf " + file, "name a file that this user may read");
        }
        if (file.endsWith(".xml")) {
            hadoop.addResource(new org.apache.hadoop.fs.Path(path.toUri()));
            return;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new OperatorException(
                    "Configuration cannot be read: --conf " + file + ": " + e.getMessage(),
                    "write key=value lines in UTF-8, or Hadoop's XML in a file that ends in .xml",
                    e);
        }
        for (String key : properties.stringPropertyNames()) {
            if (!isOnCommandLine(key, hadoop)) {
                hadoop.set(key, properties.getProperty(key).strip(), file);
            }
        }
    }

    private static boolean isOnCommandLine(String key, Configuration hadoop) {
        String[] sources = hadoop.getPropertySources(key);
        return sources != null && List.of(sources).contains(COMMAND_LINE);
    }
}
