/** Options of formats and converters by name. */
package io.tracker.jobs.options;
