package io.tracker.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A tool that does a stage's work, as its users call it. */
interface Contestant {
    /** The stage of who does the work of both at once. */
    int BOTH_STAGES = 3;

    /** As reports call it. */
    String name();

    /** 1: from the server to compressed files; 2: from those or their like to Parquet; {@link #BOTH_STAGES}: from the server to Parquet. */
    int stage();

    /**
     * Makes a run ready.
     *
     * @param folder empty, for this run alone
     */
    Attempt attempt(BenchTable table, Size size, Path folder) throws IOException;

    /**
     * A run that is ready.
     *
     * @param command for a shell's {@code time}
     * @param output what holds all that the run leaves
     */
    record Attempt(List<String> command, Path output) {
        public Attempt {
            command = List.copyOf(command);
        }
    }
}
