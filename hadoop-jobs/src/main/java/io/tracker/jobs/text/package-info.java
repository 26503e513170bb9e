/** Words for people. */
package io.tracker.jobs.text;
