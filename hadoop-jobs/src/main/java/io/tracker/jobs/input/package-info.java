/** Backup objects as MapReduce input: packed ranges, each proved while it is read. */
package io.tracker.jobs.input;
