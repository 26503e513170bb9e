/** The legacy dump: what LOAD DATA reads, with the statements that create and load the table. */
package io.tracker.jobs.dump;
