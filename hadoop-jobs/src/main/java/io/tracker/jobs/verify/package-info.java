/** Reads published files again and compares them with what was published of them. */
package io.tracker.jobs.verify;
