package io.tracker.testing.line.fleet;

import io.tracker.testing.servers.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Draws a schedule. It keeps account of who may run, so that what it draws makes sense; an agent that ended by itself is no harm. */
final class ScheduleWriter {
    private static final int HOSTS = 3;
    private static final int FEWEST_EVENTS = 5;
    private static final int MORE_EVENTS = 5;
    private static final int MOST_PROMOTIONS = 2;
    private static final List<String> REQUESTS = List.of(
            ".*",
            "PUT .*",
            "PUT .*/manifests/.*",
            "PUT .*/data/.*",
            "PUT .*/outcomes/.*",
            "PUT .*/leases/.*",
            "PUT .*/(plan|complete)\\.json.*",
            "PUT .*partNumber=.*",
            "POST .*",
            "(GET|HEAD) .*");
    private static final String BODIES = "PUT .*";
    private static final String REPLIES = "GET .*";
    private static final String COMPLETIONS = "POST .*uploadId=.*";

    private final long seed;
    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final Set<Integer> started = new TreeSet<>();
    private final Set<Integer> paused = new TreeSet<>();
    private final List<String> droppable = new ArrayList<>(Shop.DROPPABLE);
    private int root = 1;
    private int promotions;
    private int created;

    ScheduleWriter(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    Schedule write(Engine engine) {
        Map<String, String> settings = settings();
        for (int host = 1; host <= HOSTS; host++) {
            if (oneIn(2)) {
                slowDown(host);
            }
        }
        List<Integer> order = new ArrayList<>(List.of(1, 2, 3));
        Collections.shuffle(order, random);
        order.forEach(this::start);
        int events = FEWEST_EVENTS + random.nextInt(MORE_EVENTS);
        for (int i = 0; i < events; i++) {
            drawEvent();
        }
        return new Schedule(engine, seed, settings, steps);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("lease.mode", oneIn(3) ? "off" : "on");
        settings.put("lease.ttl", oneIn(2) ? "1s" : "2s");
        settings.put("tables.parallel", Integer.toString(1 + random.nextInt(3)));
        settings.put("snapshot.connections", Integer.toString(1 + random.nextInt(3)));
        settings.put("upload.parallel", Integer.toString(1 + random.nextInt(3)));
        settings.put("upload.part-bytes", "5MiB");
        settings.put("chunk.rows", pick(List.of("4", "50", "1000")));
        settings.put("s3.timeout", pick(List.of("1s", "2s")));
        settings.put("watchdog.interval", pick(List.of("200ms", "1s")));
        settings.put("cutoff.deadline", "20s");
        settings.put("retry.backoff", "100ms");
        settings.put("retry.budget", pick(List.of("1s", "10s", "30m")));
        return settings;
    }

    private void drawEvent() {
        int draw = random.nextInt(25);
        if (draw < 5) {
            kill();
        } else if (draw < 8) {
            pause();
        } else if (draw < 11) {
            resume();
        } else if (draw < 14) {
            startAgain();
        } else if (draw < 18) {
            promote();
        } else if (draw < 21) {
            spoil();
        } else {
            alter();
        }
    }

    private void kill() {
        List<Integer> victims = atWork(started);
        if (victims.isEmpty()) {
            startAgain();
            return;
        }
        int host = pick(victims);
        add(cueOf(host), new Event.KillAgent(host));
        started.remove(host);
        paused.remove(host);
    }

    private void pause() {
        List<Integer> awake =
                atWork(started).stream().filter(host -> !paused.contains(host)).toList();
        if (awake.isEmpty()) {
            alter();
            return;
        }
        int host = pick(awake);
        add(cueOf(host), new Event.PauseAgent(host));
        paused.add(host);
    }

    private void resume() {
        if (paused.isEmpty()) {
            spoil();
            return;
        }
        int host = pick(List.copyOf(paused));
        add(Optional.empty(), new Event.ResumeAgent(host));
        paused.remove(host);
    }

    private void startAgain() {
        List<Integer> down = new ArrayList<>(List.of(1, 2, 3));
        down.removeAll(started);
        if (down.isEmpty()) {
            alter();
            return;
        }
        start(pick(down));
    }

    /** The root's agent ends as soon as it begins. */
    private List<Integer> atWork(Set<Integer> hosts) {
        return hosts.stream().filter(host -> host != root).sorted().toList();
    }

    private void start(int host) {
        add(Optional.empty(), new Event.StartAgent(host));
        started.add(host);
    }

    private void promote() {
        if (promotions == MOST_PROMOTIONS) {
            kill();
            return;
        }
        int host = root;
        while (host == root) {
            host = 1 + random.nextInt(HOSTS);
        }
        boolean late = oneIn(2);
        add(anyCue(), new Event.Promote(host, late));
        root = host;
        promotions++;
    }

    private void spoil() {
        StoreTrouble trouble = pick(List.of(StoreTrouble.values()));
        int host = pick(atWork(Set.of(1, 2, 3)));
        Event.StoreFault fault =
                switch (trouble) {
                    case BUSY, ERROR, LOST_REQUEST, LOST_REPLY ->
                        fault(host, trouble, 0, pick(REQUESTS), 1 + random.nextInt(4));
                    case ERROR_IN_200 -> fault(host, trouble, 0, COMPLETIONS, 1 + random.nextInt(2));
                    case CUT_REQUEST -> fault(host, trouble, 1 + random.nextInt(3000), BODIES, 1 + random.nextInt(3));
                    case CUT_REPLY, SHORT_REPLY ->
                        fault(host, trouble, 1 + random.nextInt(300), REPLIES, 1 + random.nextInt(3));
                    case LATE ->
                        fault(host, trouble, 500 + random.nextInt(2500), pick(REQUESTS), 1 + random.nextInt(2));
                    case SLOW -> fault(host, trouble, 10 + random.nextInt(60), ".*", Integer.MAX_VALUE);
                    case NARROW ->
                        fault(host, trouble, 1_000_000 + random.nextInt(4_000_000), BODIES, Integer.MAX_VALUE);
                };
        add(anyCue(), fault);
    }

    private void slowDown(int host) {
        boolean narrow = oneIn(3);
        steps.add(new Step(
                Optional.empty(),
                Duration.ZERO,
                narrow
                        ? fault(
                                host,
                                StoreTrouble.NARROW,
                                1_000_000 + random.nextInt(4_000_000),
                                BODIES,
                                Integer.MAX_VALUE)
                        : fault(host, StoreTrouble.SLOW, 10 + random.nextInt(60), ".*", Integer.MAX_VALUE)));
    }

    /** Once only a few requests are spoilt, it matters which. */
    private Event.StoreFault fault(int host, StoreTrouble trouble, long number, String requests, int times) {
        return new Event.StoreFault(
                host, trouble, number, requests, times == Integer.MAX_VALUE ? 0 : random.nextInt(6), times);
    }

    private void alter() {
        Alteration alteration = pick(List.of(Alteration.values()));
        String table = pick(Shop.ALTERABLE);
        if (alteration == Alteration.DROP_TABLE) {
            if (droppable.isEmpty()) {
                alteration = Alteration.TRUNCATE;
            } else {
                table = droppable.remove(0);
            }
        } else if (alteration == Alteration.CREATE_TABLE) {
            created++;
            table = Shop.newTable(created);
        }
        add(anyCue(), new Event.Ddl(alteration, table));
    }

    private Optional<Step.Cue> anyCue() {
        List<Integer> speaking = atWork(started);
        return speaking.isEmpty() ? Optional.empty() : cueOf(pick(speaking));
    }

    /** An agent that sleeps comes to no further stage, and one of the root to none at all. */
    private Optional<Step.Cue> cueOf(int host) {
        if (!started.contains(host) || paused.contains(host) || host == root || oneIn(8)) {
            return Optional.empty();
        }
        return Optional.of(new Step.Cue(host, pick(List.of(Stage.values()))));
    }

    private void add(Optional<Step.Cue> cue, Event event) {
        int millis = oneIn(3) ? random.nextInt(30) : random.nextInt(500);
        steps.add(new Step(cue, Duration.ofMillis(millis), event));
    }

    private boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
