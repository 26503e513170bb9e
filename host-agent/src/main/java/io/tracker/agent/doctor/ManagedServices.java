package io.tracker.agent.doctor;

import io.tracker.agent.config.AgentConfig.ServerProfile;
import java.util.Optional;

/** Tells who runs a server. What stands here of managed services comes from their manuals, and was not tried on them. */
final class ManagedServices {
    private ManagedServices() {}

    static Finding look(Optional<ServerProfile> configured, ServerVariables variables) {
        return finding(
                configured.orElseGet(() -> detected(variables)),
                configured.isPresent() ? " (server.profile)" : " (detected)");
    }

    private static ServerProfile detected(ServerVariables variables) {
        if (variables.value("aurora_version").isPresent()) {
            return ServerProfile.AURORA;
        }
        return variables
                        .value("basedir")
                        .filter(folder -> folder.startsWith("/rdsdbbin"))
                        .isPresent()
                ? ServerProfile.RDS
                : ServerProfile.SELF_MANAGED;
    }

    private static Finding finding(ServerProfile profile, String how) {
        return switch (profile) {
            case SELF_MANAGED -> Finding.ok(Subject.PROFILE, "self-managed" + how);
            case RDS ->
                Finding.warn(
                        Subject.PROFILE,
                        "Amazon RDS" + how
                                + ": the service keeps SUPER, and stops and starts replication by its own procedures"
                                + " (mysql.rds_stop_replication); Tracker uses STOP REPLICA SQL_THREAD, was not tried there, and"
                                + " needs an account that has the grant",
                        "see managed services in docs/operations.md; a replica of one's own, outside of the service, serves");
            case AURORA ->
                Finding.warn(
                        Subject.PROFILE,
                        "Amazon Aurora" + how
                                + ": its readers share the writer's storage and are no replicas with an applier, so a run on one"
                                + " ends with 'nothing to do'; Tracker was not tried there",
                        "see managed services in docs/operations.md; a binlog replica of the cluster serves");
        };
    }
}
