/** Parquet for analysts: the schema, the writer, and the reader that proves what was written. */
package io.tracker.jobs.parquet;
