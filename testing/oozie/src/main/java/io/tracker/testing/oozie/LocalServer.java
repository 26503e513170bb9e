package io.tracker.testing.oozie;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.oozie.BaseEngineException;
import org.apache.oozie.CoordinatorEngine;
import org.apache.oozie.DagEngine;
import org.apache.oozie.client.CoordinatorAction;
import org.apache.oozie.client.OozieClient;
import org.apache.oozie.client.WorkflowAction;
import org.apache.oozie.client.WorkflowJob;
import org.apache.oozie.client.rest.RestConstants;
import org.apache.oozie.service.CoordinatorEngineService;
import org.apache.oozie.service.DagEngineService;
import org.apache.oozie.service.Services;
import org.apache.oozie.util.XConfiguration;

/** Oozie's services in this process, on a database in memory and local files, with shell actions that run here. */
final class LocalServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Set<CoordinatorAction.Status> ENDS = EnumSet.of(
            CoordinatorAction.Status.SUCCEEDED, CoordinatorAction.Status.KILLED, CoordinatorAction.Status.FAILED);
    private static final long BETWEEN_LOOKS_MILLIS = 100;

    private final Services services;
    private final String user = System.getProperty("user.name");

    private LocalServer(Services services) {
        this.services = services;
    }

    /** Starts it in a folder of its own. */
    static LocalServer start(Path home) throws Exception {
        for (String folder : List.of("conf/action-conf", "conf/hadoop-conf", "logs", "data")) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.writeString(home.resolve("conf/hadoop-conf/core-site.xml"), site(Map.of("fs.defaultFS", "file:///")));
        Files.writeString(
                home.resolve("conf/oozie-log4j.properties"),
                "log4j.rootLogger=WARN, E\nlog4j.appender.E=org.apache.log4j.ConsoleAppender\nlog4j.appender.E.target=System.err\n"
                        + "log4j.appender.E.layout=org.apache.log4j.PatternLayout\nlog4j.appender.E.layout.ConversionPattern=%d %p %c{1} %m%n\n");
        Files.writeString(
                home.resolve("conf/oozie-site.xml"),
                site(Map.of(
                        "oozie.service.JPAService.create.db.schema", "true",
                        "oozie.service.JPAService.jdbc.url", "jdbc:derby:memory:oozie;create=true",
                        "oozie.service.HadoopAccessorService.supported.filesystems", "*",
                        "oozie.service.ActionService.executor.ext.classes", LocalShell.class.getName(),
                        "oozie.service.coord.check.maximum.frequency", "false",
                        "oozie.service.CoordMaterializeTriggerService.lookup.interval", "1")));
        System.setProperty("oozie.home.dir", home.toString());
        System.setProperty("oozie.data.dir", home.resolve("data").toString());
        System.setProperty("derby.stream.error.file", home.resolve("derby.log").toString());
        Services services = new Services();
        services.init();
        return new LocalServer(services);
    }

    private static String site(Map<String, String> settings) {
        StringBuilder text = new StringBuilder("<configuration>\n");
        settings.forEach((name, value) -> text.append("<property><name>")
                .append(name)
                .append("</name><value>")
                .append(value)
                .append("</value></property>\n"));
        return text.append("</configuration>\n").toString();
    }

    /** What Oozie's dry run says of a coordinator or a workflow. */
    String dryRun(Path properties) throws Exception {
        Configuration conf = job(properties);
        return conf.get(OozieClient.COORDINATOR_APP_PATH) == null
                ? workflows().dryRunSubmit(conf)
                : coordinators().dryRunSubmit(conf);
    }

    /** Runs a workflow to its end. */
    String run(Path properties) throws Exception {
        return ended(workflows().submitJob(job(properties), true));
    }

    /** Runs a workflow that was killed once more. */
    String rerun(String job, Path properties) throws Exception {
        workflows().reRun(job, job(properties));
        return ended(job);
    }

    /** Runs a coordinator of one action until that has ended; tells the coordinator, how the action ended, and its workflow. */
    String coordinate(Path properties) throws Exception {
        return coordinated(coordinators().submitJob(job(properties), false));
    }

    /** Runs the action of a coordinator again, as its command line does. */
    String recoordinate(String job) throws Exception {
        coordinators().reRun(job, RestConstants.JOB_COORD_SCOPE_ACTION, "1", false, false, false, new XConfiguration());
        return coordinated(job);
    }

    private String coordinated(String job) throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(deadline)) {
            for (CoordinatorAction action :
                    coordinators().getCoordJob(job, null, 1, 100, false).getActions()) {
                if (ENDS.contains(action.getStatus())) {
                    return job + "\t" + action.getStatus() + "\n" + told(action.getExternalId());
                }
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
        throw new IOException("Coordinator does not end: "
                + coordinators().getCoordJob(job, null, 1, 100, false).getActions());
    }

    private String ended(String id) throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (workflows().getJob(id).getStatus() == WorkflowJob.Status.RUNNING
                || workflows().getJob(id).getStatus() == WorkflowJob.Status.PREP) {
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("Workflow does not end: " + told(id));
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
        return told(id);
    }

    /** The job, its status, and a line for each action that was begun. */
    private String told(String id) throws BaseEngineException {
        WorkflowJob job = workflows().getJob(id);
        StringBuilder text = new StringBuilder(id + "\t" + job.getStatus() + "\n");
        for (WorkflowAction action : job.getActions()) {
            text.append(action.getName())
                    .append('\t')
                    .append(action.getStatus())
                    .append('\t')
                    .append(action.getTransition())
                    .append('\t')
                    .append(action.getErrorMessage())
                    .append('\n');
        }
        return text.toString();
    }

    private Configuration job(Path properties) throws Exception {
        Properties all = Definitions.properties(properties);
        all.setProperty(OozieClient.USER_NAME, user);
        return new XConfiguration(all);
    }

    private DagEngine workflows() {
        return services.get(DagEngineService.class).getDagEngine(user);
    }

    private CoordinatorEngine coordinators() {
        return services.get(CoordinatorEngineService.class).getCoordinatorEngine(user);
    }

    @Override
    public void close() {
        services.destroy();
    }
}
