/** How a command ends other than well. */
package io.tracker.jobs.failure;
