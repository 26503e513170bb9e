/**
 * Readers that others wrote, each run as a process of its own with the class path that its makers gave it.
 *
 * <p>What they read they write as {@link io.tracker.testing.readers.CellFile}, in the canonical cells of the oracle, which this module
 * shares no class with.
 */
package io.tracker.testing.readers;
