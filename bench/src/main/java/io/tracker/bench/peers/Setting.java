package io.tracker.bench.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A setting that is tried beside the usual ones.
 *
 * @param key as the tool calls it
 * @param value as the tool reads it; may be empty
 */
record Setting(String key, String value) {
    private static final String OF_PARQUET = "parquet.";
    private static final String OF_DUMP = "dump.";
    private static final String AGENT_JVM = "agent.jvm";
    private static final String JOBS_JVM = "jobs.jvm";

    /**
     * Takes a text apart.
     *
     * @throws IllegalArgumentException if it is not {@code key=value}
     */
    static Setting of(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("Setting is not understood: " + text + " (expected KEY=VALUE)");
        }
        return new Setting(
                text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }

    /** Whether it is for the jobs; else it is for the agent. */
    boolean isOfJobs() {
        return key.startsWith(OF_PARQUET) || key.startsWith(OF_DUMP) || key.equals(JOBS_JVM);
    }

    /** Whether it is options of a tool's JVM, blanks between; else it is one of the tool's own. */
    boolean isOfJvm() {
        return key.equals(AGENT_JVM) || key.equals(JOBS_JVM);
    }

    /** A new list of the options of a tool's JVM, with those of a setting behind them. */
    static List<String> jvm(List<String> packaged, Optional<Setting> setting) {
        List<String> all = new ArrayList<>(packaged);
        setting.filter(Setting::isOfJvm)
                .ifPresent(options -> Collections.addAll(all, options.value().split(" +")));
        return all;
    }

    /** The key as it stands in a server's option file, which takes {@code _} and {@code -} for the same. */
    String asOption() {
        return key.replace('_', '-');
    }

    /** What a conversion with it leaves. */
    String format() {
        return key.startsWith(OF_DUMP) ? "dump" : "parquet";
    }

    /** What reports call a tool that has it. */
    static String name(String tool, Optional<Setting> setting) {
        return tool + setting.map(with -> " " + with).orElse("");
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
