/** What a table's columns are in the output, given that its shards may be in the middle of a migration. */
package io.tracker.jobs.schema;
