package io.tracker.bench.peers;

/** Each table stands twice at the server: the cost of the rows is the difference, and what starting a program costs falls out of it. */
enum Size {
    ONCE(1),
    TWICE(2);

    private final int times;

    Size(int times) {
        this.times = times;
    }

    int times() {
        return times;
    }

    /** The schema at the server. */
    String schema() {
        return "bench" + times;
    }
}
