/**
 * Random schedules of what happens to a fleet: three hosts with an agent each, faults of agents, stores and servers, promotions, DDL, and a
 * bank that goes on working; then the proof of the day. Start at {@link io.tracker.testing.line.fleet.FleetRounds}.
 */
package io.tracker.testing.line.fleet;
