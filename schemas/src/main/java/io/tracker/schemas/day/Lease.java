package io.tracker.schemas.day;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Says that an agent works on some of a plan's tables, so that others need not. A hint only: nothing is right or wrong by it.
 *
 * @param nonce random, so that two agents' bodies differ
 * @param replicaSet the configured name
 * @param dt the day
 * @param unit which tables: the number of a large table, or of a batch of small ones, in the plan's order of sizes
 * @param generation from 1; the highest that exists counts
 * @param agent identity of the installation that holds it: at most one run at a time has it
 * @param host the holder's host, for people
 * @param run the holder's run
 * @param takenAt by the holder's clock, for people
 */
public record Lease(
        String nonce,
        String replicaSet,
        LocalDate dt,
        int unit,
        int generation,
        String agent,
        String host,
        String run,
        Instant takenAt) {}
