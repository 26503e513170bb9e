/** What a task did and what became of it, in numbers that travel with the task's commit. */
package io.tracker.jobs.totals;
