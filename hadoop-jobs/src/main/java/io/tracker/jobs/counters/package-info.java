/** What Hadoop counts of a job for people who watch it. */
package io.tracker.jobs.counters;
