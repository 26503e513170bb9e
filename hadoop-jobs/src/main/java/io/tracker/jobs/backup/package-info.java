/** What stands in the backup root for a day: manifests, and the gate that says whether a table is complete. */
package io.tracker.jobs.backup;
