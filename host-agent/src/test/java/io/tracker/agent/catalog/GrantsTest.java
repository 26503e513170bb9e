package io.tracker.agent.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.catalog.GrantReport.MissingGrant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GrantsTest {
    private static final String ACCOUNT = "'agent'@'127.0.0.1'";

    @Test
    void addsUpTheRightsOfTheAccountAndItsActiveRoles() {
        Grants grants = Grants.of(List.of(
                "GRANT `reader` TO `agent`@`%`",
                "GRANT SHOW VIEW, TRIGGER ON *.* TO `agent`@`%` IDENTIFIED BY PASSWORD '*00'",
                "GRANT SELECT ON *.* TO `reader`"));
        assertTrue(grants.global("SELECT"));
        assertTrue(grants.global("TRIGGER"));
        assertFalse(grants.global("EVENT"));
    }

    @Test
    void doesNotTakeARightOnSchemasForOneOnEverything() {
        Grants grants = Grants.of(List.of("GRANT USAGE ON *.* TO `agent`@`%`", "GRANT SELECT ON `s`.* TO `agent`@`%`"));
        assertFalse(grants.global("SELECT"));
    }

    @Test
    void seesPartialRevokes() {
        Grants grants = Grants.of(List.of(
                "GRANT SELECT ON *.* TO `agent`@`%`", "REVOKE INSERT, SELECT ON `hid``den`.* FROM `agent`@`%`"));
        assertEquals(List.of("`hid``den`"), grants.revokedSchemas("SELECT"));
        GrantReport report = GrantReader.report(ACCOUNT, grants, "mysql");
        assertTrue(
                report.missing().stream()
                        .map(MissingGrant::statement)
                        .anyMatch(("GRANT SELECT ON `hid``den`.* TO " + ACCOUNT)::equals),
                report.toString());
    }

    @Test
    void namesEachMissingRightWithTheStatementThatMendsIt() {
        Grants grants = Grants.of(
                List.of("GRANT SELECT, REPLICATION CLIENT, SHOW VIEW, EVENT, TRIGGER ON *.* TO `agent`@`127.0.0.1`"));
        GrantReport report = GrantReader.report(ACCOUNT, grants, "mysql");
        assertFalse(report.suffices());
        assertEquals(
                List.of("GRANT REPLICATION_SLAVE_ADMIN ON *.* TO 'agent'@'127.0.0.1'"),
                report.missing().stream().map(MissingGrant::statement).toList());
    }

    @Test
    void isContentWithWhatSufficesOnMariaDbAndWantsTheSafeties() {
        Grants grants = Grants.of(List.of(
                "GRANT SELECT, BINLOG MONITOR, SHOW VIEW, EVENT, TRIGGER, REPLICATION SLAVE ADMIN, SLAVE MONITOR"
                        + " ON *.* TO `agent`@`127.0.0.1` IDENTIFIED BY PASSWORD '*00'"));
        GrantReport report = GrantReader.report(ACCOUNT, grants, "mariadb");
        assertTrue(report.suffices(), report.toString());
        assertEquals(
                List.of("BINLOG ADMIN", "PROCESS"),
                report.wanted().stream().map(MissingGrant::privilege).toList());
    }

    @Test
    void namesRightsThatCouldDoHarm() {
        assertEquals(
                List.of("DROP", "SUPER"),
                Grants.of(List.of("GRANT SUPER, DROP, SELECT ON *.* TO `agent`@`%`"))
                        .excess());
        assertEquals(
                List.of("DELETE ON `app`.*", "GRANT OPTION", "UPDATE ON `app`.`t`"),
                Grants.of(List.of(
                                "GRANT SELECT, DELETE ON `app`.* TO `agent`@`%`",
                                "GRANT UPDATE (`a`) ON `app`.`t` TO `agent`@`%`",
                                "GRANT SELECT ON *.* TO `agent`@`%` WITH GRANT OPTION"))
                        .excess());
        assertEquals(
                List.of("ALL PRIVILEGES"),
                Grants.of(List.of("GRANT ALL PRIVILEGES ON *.* TO `agent`@`%`")).excess());
    }
}
