/** The report over days: what the fleet backed up, how it grew, changed and slowed down, as one HTML page. */
package io.tracker.jobs.report;
