/** The command line: options, exit codes, messages, progress. */
package io.tracker.jobs.cli;
