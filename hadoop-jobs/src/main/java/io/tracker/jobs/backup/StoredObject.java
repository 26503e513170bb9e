package io.tracker.jobs.backup;

/**
 * An object of the backup root as a listing shows it.
 *
 * @param key below the root
 * @param bytes its size
 */
public record StoredObject(String key, long bytes) {}
