package io.tracker.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Hadoop reads its generic options only before a command's own; people write them anywhere. This brings them to the front. */
final class GenericArguments {
    private static final Set<String> WITH_VALUE =
            Set.of("-D", "-conf", "-fs", "-jt", "-files", "-libjars", "-archives", "-tokenCacheFile");

    private GenericArguments() {}

    static String[] first(List<String> arguments) {
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
        generic.addAll(own);
        return generic.toArray(String[]::new);
    }
}
