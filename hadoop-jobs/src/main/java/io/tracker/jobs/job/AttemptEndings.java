package io.tracker.jobs.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;

/** How the attempts of a job ended, as far as tasks with several attempts are concerned. Not thread safe. */
final class AttemptEndings {
    private final Map<Integer, Integer> winners = new TreeMap<>();
    private final Map<Integer, Map<Integer, String>> losers = new HashMap<>();

    void add(TaskCompletionEvent event) {
        TaskAttemptID id = event.getTaskAttemptId();
        int task = id.getTaskID().getId();
        if (event.getStatus() == TaskCompletionEvent.Status.SUCCEEDED) {
            winners.put(task, id.getId());
        } else {
            String ending = event.getStatus() == TaskCompletionEvent.Status.TIPFAILED
                    ? "failed"
                    : event.getStatus().name().toLowerCase(Locale.ROOT);
            losers.computeIfAbsent(task, any -> new TreeMap<>()).put(id.getId(), ending);
        }
    }

    boolean hasTwins() {
        return winners.entrySet().stream().anyMatch(task -> task.getValue() > 0 || losers.containsKey(task.getKey()));
    }

    /**
     * The tasks with several attempts, in order of their numbers. Attempts are numbered without gaps.
     *
     * @param millis how long tasks took, by their numbers
     */
    List<TaskTwins> twins(Map<Integer, Long> millis) {
        List<TaskTwins> twins = new ArrayList<>();
        winners.forEach((task, winner) -> {
            Map<Integer, String> known = new TreeMap<>(losers.getOrDefault(task, Map.of()));
            for (int attempt = 0; attempt < winner; attempt++) {
                known.putIfAbsent(attempt, "overtaken");
            }
            known.remove(winner);
            if (!known.isEmpty()) {
                List<TaskTwins.Loser> others = new ArrayList<>();
                known.forEach((number, ending) -> others.add(new TaskTwins.Loser(number, ending)));
                twins.add(new TaskTwins(task, winner, millis.getOrDefault(task, 0L), others));
            }
        });
        return twins;
    }
}
