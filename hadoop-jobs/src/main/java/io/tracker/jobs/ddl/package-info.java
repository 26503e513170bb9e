/** Statements that make published Parquet a table of other engines. */
package io.tracker.jobs.ddl;
