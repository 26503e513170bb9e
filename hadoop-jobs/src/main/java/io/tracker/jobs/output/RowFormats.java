package io.tracker.jobs.output;

import io.tracker.jobs.failure.OperatorException;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The formats on the class path, by name. */
public final class RowFormats {
    private RowFormats() {}

    /**
     * The format of a name.
     *
     * @throws OperatorException if there is none; the message lists those that there are
     */
    public static RowFormat named(String name) {
        SortedMap<String, RowFormat> known = new TreeMap<>();
        ServiceLoader.load(RowFormat.class, RowFormats.class.getClassLoader())
                .forEach(format -> known.put(format.name(), format));
        RowFormat format = known.get(name);
        if (format == null) {
            throw new OperatorException(
                    "Format is not known: --to " + name, "use one of " + String.join(", ", known.keySet()));
        }
        return format;
    }
}
