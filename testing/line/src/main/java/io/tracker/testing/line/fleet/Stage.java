package io.tracker.testing.line.fleet;

/** How far a run of the agent is, told by its log. */
enum Stage {
    BEGUN("run begins"),
    PROVED("cutoff proved"),
    SURVEYED("survey dt="),
    SNAPSHOT("snapshot taken"),
    FIRST_TABLE("table published");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
