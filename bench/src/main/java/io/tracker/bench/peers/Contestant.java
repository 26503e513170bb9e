package io.tracker.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A tool that does a stage's work, as its users call it.
 *
 * @param name as reports call it
 * @param stage 1: from the server to compressed files; 2: from those or their like to Parquet; {@link #BOTH_STAGES}: from the server to
 *     Parquet
 */
record Contestant(String name, int stage, Preparation preparation) {
    /** The stage of who does the work of both at once. */
    static final int BOTH_STAGES = 3;

    /** Makes a run ready. */
    interface Preparation {
        /**
         * The run over a table.
         *
         * @param folder empty, for this run alone
         */
        Attempt of(BenchTable table, Size size, Path folder) throws IOException;
    }

    /**
     * A run that is ready.
     *
     * @param command for a shell's {@code time}
     * @param output what holds all that the run leaves; empty if it is to leave nothing
     * @param collections where its JVM logs its collections; empty if it has none, or none that does
     */
    record Attempt(List<String> command, Optional<Path> output, Optional<Path> collections) {
        public Attempt {
            command = List.copyOf(command);
            Objects.requireNonNull(output, "output");
            Objects.requireNonNull(collections, "collections");
        }

        static Attempt leaving(List<String> command, Path output) {
            return new Attempt(command, Optional.of(output), Optional.empty());
        }

        static Attempt leavingNothing(List<String> command) {
            return new Attempt(command, Optional.empty(), Optional.empty());
        }

        /** The same, whose command has its JVM log its collections there. */
        Attempt logging(Path file) {
            return new Attempt(command, output, Optional.of(file));
        }
    }

    /** A run over a table in a folder of its own. */
    Attempt attempt(BenchTable table, Size size, Path folder) throws IOException {
        return preparation.of(table, size, Files.createDirectories(folder));
    }
}
