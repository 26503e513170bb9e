package io.tracker.agent.throttle;

import java.util.OptionalLong;

/**
 * What the server shows of its load at a moment; empty for what it does not show.
 *
 * @param lagMillis the replica's lag, without what it stays behind on purpose
 * @param threads connections of others that run a statement
 * @param historyList length of InnoDB's history list
 */
record ServerLoad(OptionalLong lagMillis, OptionalLong threads, OptionalLong historyList) {}
