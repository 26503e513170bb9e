package io.tracker.schemas.day;

/**
 * The sign of life of a lease's holder. That it changes says that the holder lives; no clock is compared.
 *
 * @param lease the nonce of the lease
 * @param beat from 1, one more each time
 * @param ended whether the holder is through with the lease, whatever became of its tables
 */
public record LeaseHeartbeat(String lease, long beat, boolean ended) {}
