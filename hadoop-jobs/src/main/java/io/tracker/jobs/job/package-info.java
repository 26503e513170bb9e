/** The MapReduce job: its mapper, its output format, its settings and its watch. */
package io.tracker.jobs.job;
