/** Files under construction: whole or absent. */
package io.tracker.jobs.file;
