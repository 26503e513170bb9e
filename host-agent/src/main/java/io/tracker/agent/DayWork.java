package io.tracker.agent;

import io.tracker.agent.publish.DayDocuments;
import io.tracker.agent.publish.DaySurvey;
import io.tracker.agent.publish.SupersedeOrder;
import io.tracker.agent.publish.TablePublisher;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run has to do.
 *
 * @param plan of the day
 * @param survey names the tables
 * @param publisher makes them exist
 * @param shared whether other agents of the replica set may take some of them
 */
record DayWork(Plan plan, DaySurvey survey, TablePublisher publisher, boolean shared) {
    private static final Logger LOG = LoggerFactory.getLogger(DayWork.class);

    /** All that is left of a plan. A manifest whose outcome a dead run did not record is recorded now. */
    static DayWork owed(DayDocuments documents, Plan plan, TablePublisher publisher)
            throws IOException, InterruptedException {
        DaySurvey survey = DaySurvey.of(plan, documents);
        for (Manifest manifest : survey.unrecorded()) {
            publisher.recordPublished(manifest);
        }
        LOG.info(
                "survey dt={} owed={} published={} ended={} damaged={}",
                plan.dt(),
                survey.owed().size(),
                survey.published().size(),
                survey.ended().size(),
                survey.damaged().size());
        return new DayWork(plan, survey, publisher, true);
    }

    /** One table, whatever stands. */
    static DayWork superseding(SupersedeOrder order, DayDocuments documents, Plan plan, TablePublisher publisher)
            throws IOException {
        PlannedTable table = order.in(plan);
        Manifest.Supersession supersession = order.of(new TableDay(table.table(), plan.dt()), documents);
        LOG.info(
                "superseding table=\"{}\" number={} reason=\"{}\"",
                table.table(),
                supersession.number(),
                order.reason());
        return new DayWork(plan, DaySurvey.owing(table), publisher.superseding(supersession), false);
    }
}
