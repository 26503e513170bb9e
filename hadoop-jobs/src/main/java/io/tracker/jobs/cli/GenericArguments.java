package io.tracker.jobs.cli;

import io.tracker.jobs.failure.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.GenericOptionsParser;

/**
 * Tells Hadoop's generic options from a command's own, wherever they stand. Hadoop's parser sees nothing but its options: it takes
 * {@code --conf} for its {@code -conf}.
 *
 * @param generic Hadoop's, with their values
 * @param own the command's
 */
record GenericArguments(List<String> generic, List<String> own) {
    private static final String CONF = "-conf";
    private static final Set<String> WITH_VALUE =
            Set.of("-D", CONF, "-fs", "-jt", "-files", "-libjars", "-archives", "-tokenCacheFile");

    GenericArguments {
        generic = List.copyOf(generic);
        own = List.copyOf(own);
    }

    static GenericArguments of(List<String> arguments) {
        List<String> generic = new ArrayList<>();
        List<String> own = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (WITH_VALUE.contains(argument) && i + 1 < arguments.size()) {
                generic.add(argument);
                generic.add(arguments.get(++i));
            } else if (argument.startsWith("-D")) {
                generic.add(argument);
            } else {
                own.add(argument);
            }
        }
        return new GenericArguments(generic, own);
    }

    /** Hadoop's settings with the generic options applied. */
    Configuration settings() throws IOException {
        int conf = generic.indexOf(CONF);
        if (conf >= 0 && !Files.isReadable(Path.of(generic.get(conf + 1)))) {
            throw new OperatorException(
                    "Configuration cannot be read: -conf " + generic.get(conf + 1),
                    "name a file that this user may read");
        }
        return new GenericOptionsParser(new Configuration(), generic.toArray(String[]::new)).getConfiguration();
    }
}
