package io.tracker.jobs.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapred.TaskCompletionEvent;
import org.apache.hadoop.mapreduce.TaskType;
import org.junit.jupiter.api.Test;

class AttemptEndingsTest {
    private final AttemptEndings endings = new AttemptEndings();

    @Test
    void showsTheLoserThatTheJobDidNotWaitFor() {
        ended(5, 1, TaskCompletionEvent.Status.SUCCEEDED);

        assertTrue(endings.hasTwins());
        assertEquals(
                "[task 5: attempt 1 won after 12.9 s, attempt 0 overtaken]",
                endings.twins(Map.of(5, 12_940L)).toString());
    }

    @Test
    void showsHowEachOtherAttemptEnded() {
        ended(2, 0, TaskCompletionEvent.Status.FAILED);
        ended(2, 2, TaskCompletionEvent.Status.SUCCEEDED);
        ended(2, 3, TaskCompletionEvent.Status.KILLED);

        assertEquals(
                "[task 2: attempt 2 won after 8.0 s, attempt 0 failed, attempt 1 overtaken, attempt 3 killed]",
                endings.twins(Map.of(2, 8_000L)).toString());
    }

    @Test
    void namesNoTaskThatOneAttemptDid() {
        ended(0, 0, TaskCompletionEvent.Status.SUCCEEDED);

        assertFalse(endings.hasTwins());
        assertEquals(List.of(), endings.twins(Map.of()));
    }

    @Test
    void leavesTimesOutThatTheClusterDoesNotSay() {
        ended(1, 1, TaskCompletionEvent.Status.SUCCEEDED);

        assertEquals(
                "[task 1: attempt 1 won, attempt 0 overtaken]",
                endings.twins(Map.of()).toString());
    }

    @Test
    void countsTheAttemptThatWonAgainAfterANodeWasLost() {
        ended(3, 0, TaskCompletionEvent.Status.SUCCEEDED);
        ended(3, 0, TaskCompletionEvent.Status.OBSOLETE);
        ended(3, 1, TaskCompletionEvent.Status.SUCCEEDED);

        assertEquals(
                "[task 3: attempt 1 won after 9.0 s, attempt 0 obsolete]",
                endings.twins(Map.of(3, 9_000L)).toString());
    }

    private void ended(int task, int attempt, TaskCompletionEvent.Status status) {
        TaskCompletionEvent event = new TaskCompletionEvent(
                0, new TaskAttemptID("test", 1, TaskType.MAP, task, attempt), task, true, status, "http://localhost");
        endings.add(event);
    }
}
