package io.tracker.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CollectionLogTest {
    @TempDir
    private Path folder;

    @Test
    void addsUpWhatWasAllocatedBetweenCollections() throws IOException {
        Path log = Files.writeString(folder.resolve("gc.log"), """
                [0.010s][info][gc] Using Serial
                [0.512s][info][gc] GC(0) Pause Young (Allocation Failure) 68M->12M(247M) 5.100ms
                [0.900s][info][gc] GC(1) Pause Full (Metadata GC Threshold) 40M->30M(247M) 20.000ms
                [1.900s][info][gc] GC(2) Pause Young (Allocation Failure) 98M->14M(247M) 4.000ms
                """);
        assertEquals(new CollectionLog((68 + 28 + 68) << 20, 30 << 20), CollectionLog.read(log));
    }

    @Test
    void knowsNothingOfWhoNeverCollected() throws IOException {
        Path log = Files.writeString(folder.resolve("gc.log"), "[0.010s][info][gc] Using Parallel\n");
        assertEquals(new CollectionLog(0, 0), CollectionLog.read(log));
    }
}
