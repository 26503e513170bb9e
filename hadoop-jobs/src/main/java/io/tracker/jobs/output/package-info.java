/** Where converted rows go: the seam between the job and the formats, and the output format that joins them. */
package io.tracker.jobs.output;
