package io.tracker.agent.catalog;

import java.util.List;

/**
 * A global right that the agent uses.
 *
 * @param privilege its name, as SHOW GRANTS prints it
 * @param reason what for
 * @param needed whether a run fails without it; else only a safety is off
 */
record RequiredGrant(String privilege, String reason, boolean needed) {
    private static final RequiredGrant SELECT =
            new RequiredGrant("SELECT", "read every table; with less, tables are hidden without a word", true);
    private static final RequiredGrant SHOW_VIEW = new RequiredGrant("SHOW VIEW", "capture views", true);
    private static final RequiredGrant TRIGGER = new RequiredGrant("TRIGGER", "capture triggers", true);
    private static final RequiredGrant EVENT = new RequiredGrant("EVENT", "capture events", true);

    private static final List<RequiredGrant> MYSQL = List.of(
            SELECT,
            SHOW_VIEW,
            TRIGGER,
            EVENT,
            new RequiredGrant("REPLICATION CLIENT", "read the replica's status", true),
            new RequiredGrant("REPLICATION_SLAVE_ADMIN", "stop and start the applier around a snapshot", true),
            new RequiredGrant(
                    "PROCESS",
                    "tell after DDL which tables were not swapped; without it all that are not yet read are taken again",
                    false));

    private static final List<RequiredGrant> MARIADB = List.of(
            SELECT,
            SHOW_VIEW,
            TRIGGER,
            EVENT,
            new RequiredGrant("SLAVE MONITOR", "read the replica's status", true),
            new RequiredGrant("BINLOG MONITOR", "read the GTIDs", true),
            new RequiredGrant("REPLICATION SLAVE ADMIN", "stop and start the applier around a snapshot", true),
            new RequiredGrant(
                    "BINLOG ADMIN",
                    "release the metadata lock of a finished table; without it replicated DDL on it waits for the snapshot's end",
                    false),
            new RequiredGrant(
                    "PROCESS",
                    "see a parallel applier wait for a metadata lock of ours; without it such a wait may last until lock_wait_timeout",
                    false));

    static List<RequiredGrant> of(String engine) {
        return switch (engine) {
            case "mysql" -> MYSQL;
            case "mariadb" -> MARIADB;
            default -> throw new IllegalArgumentException("Engine is not known: " + engine);
        };
    }
}
