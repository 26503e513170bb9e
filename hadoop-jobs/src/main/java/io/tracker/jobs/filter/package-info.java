/** Which rows are wanted, said by the primary key. */
package io.tracker.jobs.filter;
