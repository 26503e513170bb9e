/** A few rows out of a backup, without a job: only the ranges that can hold them are read. */
package io.tracker.jobs.lookup;
