/** Commit of tasks and of the job: totals travel with the task's commit, and nothing is published that they do not prove. */
package io.tracker.jobs.commit;
