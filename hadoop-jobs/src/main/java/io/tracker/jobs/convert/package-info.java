/** From the server's bytes to typed values: a converter a column, chosen once, run once a row. */
package io.tracker.jobs.convert;
