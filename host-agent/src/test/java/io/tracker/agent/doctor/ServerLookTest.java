package io.tracker.agent.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.config.AgentConfig.ServerProfile;
import io.tracker.agent.doctor.Finding.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerLookTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:10:00Z");

    @Test
    void tellsWhoRunsTheServerByItsVariables() {
        assertTrue(profile(Map.of("basedir", "/usr/")).detail().startsWith("self-managed (detected)"));
        Finding rds = profile(Map.of("basedir", "/rdsdbbin/mysql-8.4.3.R1/"));
        assertEquals(State.WARN, rds.state());
        assertTrue(rds.detail().startsWith("Amazon RDS (detected)"), rds.detail());
        Finding aurora = profile(Map.of("basedir", "/rdsdbbin/oscar/", "aurora_version", "3.08.0"));
        assertTrue(aurora.detail().startsWith("Amazon Aurora (detected)"), aurora.detail());
        assertTrue(ManagedServices.look(Optional.of(ServerProfile.AURORA), new ServerVariables(Map.of()))
                .detail()
                .startsWith("Amazon Aurora (server.profile)"));
    }

    @Test
    void namesEachSettingThatIsNotAsItShouldBeWithTheStatementThatMendsIt() {
        List<Finding> sound = settings(Map.of(
                "read_only", "ON",
                "super_read_only", "ON",
                "gtid_mode", "ON",
                "log_bin", "ON",
                "log_replica_updates", "ON"));
        assertTrue(sound.stream().allMatch(finding -> finding.state() == State.OK), sound.toString());
        List<Finding> bad = settings(
                Map.of("read_only", "ON", "super_read_only", "OFF", "gtid_mode", "ON_PERMISSIVE", "log_bin", "OFF"));
        assertEquals(
                List.of(
                        "WARN read only SET PERSIST super_read_only = ON",
                        "FAIL gtid turn it ON in the whole set, with enforce_gtid_consistency = ON",
                        "WARN binary log log_bin, and log_replica_updates (log_slave_updates) = ON, in my.cnf"),
                bad.stream()
                        .filter(finding -> finding.state() != State.OK)
                        .map(finding ->
                                finding.state() + " " + finding.subject().text() + " "
                                        + finding.mend().orElseThrow())
                        .toList());
    }

    @Test
    void doesNotTakeTheWayThereAndBackForASkew() {
        assertEquals(State.OK, skew(NOW.plusSeconds(3)).state());
        assertEquals("x is 0 ms off this host's clock", skew(NOW.plusSeconds(3)).detail());
        assertEquals(State.WARN, skew(NOW.plusSeconds(70)).state());
        assertEquals(
                "x is 600000 ms off this host's clock",
                skew(NOW.minusSeconds(600)).detail());
        assertEquals(State.FAIL, skew(NOW.minusSeconds(600)).state());
    }

    private static Finding skew(Instant other) {
        return ServerLook.skew("x", other, NOW, NOW.plusSeconds(4), Duration.ofSeconds(5), Duration.ofMinutes(5));
    }

    private static Finding profile(Map<String, String> variables) {
        return ManagedServices.look(Optional.empty(), new ServerVariables(variables));
    }

    private static List<Finding> settings(Map<String, String> variables) {
        return new ServerLook(Optional.empty(), 4, Clock.systemUTC()).settings(new ServerVariables(variables));
    }
}
