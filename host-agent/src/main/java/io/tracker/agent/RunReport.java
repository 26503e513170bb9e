package io.tracker.agent;

import io.tracker.agent.publish.DaySurvey;
import io.tracker.agent.table.RoundsReport;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.manifest.CutoffEvidence;
import java.time.Duration;

/**
 * What a run did.
 *
 * @param plan what is owed
 * @param evidence how the cutoff was proved
 * @param before how far the plan was at the begin
 * @param tables how tables ended in this run
 * @param complete whether every planned table has an outcome now
 * @param took how long the run took
 * @param waited how much of that it waited for a store or server that was away
 */
public record RunReport(
        Plan plan,
        CutoffEvidence evidence,
        DaySurvey before,
        RoundsReport tables,
        boolean complete,
        Duration took,
        Duration waited) {}
