/** The row that passes from the input to the output: what both know of each other. */
package io.tracker.jobs.row;
