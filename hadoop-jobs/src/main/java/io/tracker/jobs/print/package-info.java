/** Rows of a backup as text for people. */
package io.tracker.jobs.print;
