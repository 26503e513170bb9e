/** JSON of what passes between driver, tasks and committer. */
package io.tracker.jobs.json;
