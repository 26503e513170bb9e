package io.tracker.testing.line.fleet;

import io.tracker.testing.servers.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happens to a fleet of three hosts, of which the first is the root in the beginning. The same seed gives the same schedule.
 *
 * @param settings of every agent
 */
record Schedule(Engine engine, long seed, Map<String, String> settings, List<Step> steps) {
    Schedule {
        settings = Map.copyOf(settings);
        steps = List.copyOf(steps);
    }

    static Schedule of(Engine engine, long seed) {
        return new ScheduleWriter(seed).write(engine);
    }

    /** The command that plays it again, alone. */
    String command() {
        return "./tracker soak --fleet --engine " + engine.key() + " --seed " + seed + " --schedules 1";
    }

    /** Step by step, for people. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("schedule of seed " + seed + " on " + engine.title() + "; agents: " + new TreeMap<>(settings));
        for (int i = 0; i < steps.size(); i++) {
            lines.add(String.format(java.util.Locale.ROOT, "%3d  %s", i + 1, steps.get(i)));
        }
        return String.join("\n", lines);
    }
}
