package io.tracker.jobs.job;

import io.tracker.jobs.failure.FailureReason;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.apache.hadoop.mapreduce.TaskReport;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * How attempts of a job ended, and why they failed, asked for while the job runs: its master answers only for some seconds after it, and
 * a large job has thousands of endings. Not thread safe.
 */
final class AttemptReasons {
    private static final int EVENTS_AT_ONCE = 500;

    private final Job job;
    private final AttemptEndings endings = new AttemptEndings();
    private int seen;
    private boolean settled;
    private Optional<String> reason = Optional.empty();

    AttemptReasons(Job job) {
        this.job = job;
    }

    /** Looks at the attempts that ended since the last time. */
    void look() throws IOException, InterruptedException {
        TaskCompletionEvent[] events;
        do {
            events = job.getTaskCompletionEvents(seen, EVENTS_AT_ONCE);
            seen += events.length;
            for (TaskCompletionEvent event : events) {
                endings.add(event);
                look(event);
            }
        } while (events.length == EVENTS_AT_ONCE);
    }

    /** The reason of the attempt that ended its task; while there is none, of the last one that failed. */
    Optional<String> reason() {
        return reason;
    }

    /** Tasks that more than one attempt worked on. How long they took is left out where the cluster does not say. */
    List<TaskTwins> twins() throws InterruptedException {
        Map<Integer, Long> millis = new HashMap<>();
        if (endings.hasTwins()) {
            try {
                for (TaskReport task : job.getTaskReports(TaskType.MAP)) {
                    millis.put(task.getTaskID().getId(), Math.max(0, task.getFinishTime() - task.getStartTime()));
                }
            } catch (IOException e) {
                return endings.twins(Map.of());
            }
        }
        return endings.twins(millis);
    }

    private void look(TaskCompletionEvent event) throws IOException, InterruptedException {
        boolean endsTask = event.getStatus() == TaskCompletionEvent.Status.TIPFAILED;
        if (settled || (!endsTask && event.getStatus() != TaskCompletionEvent.Status.FAILED)) {
            return;
        }
        String[] texts = job.getTaskDiagnostics(event.getTaskAttemptId());
        for (String text : texts == null ? new String[0] : texts) {
            if (text != null && !text.isBlank()) {
                reason = Optional.of(FailureReason.of(text));
                settled = endsTask;
                return;
            }
        }
    }
}
