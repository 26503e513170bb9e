/** Oozie's own code in a process of its own, asked line by line. Shares no class with any other module. */
package io.tracker.testing.oozie;
