package io.tracker.jobs.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FailureReasonTest {
    @Test
    void takesTheMessageOfATaskThatFailed() {
        assertEquals(
                "Backup object is damaged: k at offset 7: zstandard frame; HINT: take the table again",
                FailureReason.of("""
                        Error: io.tracker.schemas.container.DamagedBackupException: Backup object is damaged: k at offset 7: zstandard frame; HINT: take the table again
                        \tat io.tracker.schemas.container.BackupRangeReader.damaged(BackupRangeReader.java:1)
                        Caused by: com.github.luben.zstd.ZstdException: Data corruption detected
                        """));
    }

    @Test
    void takesTheMessageOfACommitThatFailed() {
        assertEquals(
                "Totals differ, nothing is published: pins.calls",
                FailureReason.of(
                        "Job commit failed: java.io.IOException: Totals differ, nothing is published: pins.calls\n\tat x"));
    }

    @Test
    void takesTheFirstLineWhereNoExceptionIsNamed() {
        assertEquals(
                "Container killed on request. Exit code is 143",
                FailureReason.of("\nContainer killed on request. Exit code is 143\nKilled by external signal\n"));
    }
}
