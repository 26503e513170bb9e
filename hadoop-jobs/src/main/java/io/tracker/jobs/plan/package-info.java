/** What one job does, fixed before it starts, and how it travels to tasks and committer. */
package io.tracker.jobs.plan;
