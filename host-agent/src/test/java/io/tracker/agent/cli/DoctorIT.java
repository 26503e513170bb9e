package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.agent.server.SharedServers;
import io.tracker.schemas.day.Diagnosis;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the doctor sees of real servers and of a real S3 service. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class DoctorIT {
    private static S3Server s3;

    @TempDir
    private Path folder;

    private final ReplicaSet set;

    DoctorIT(Engine engine, SharedServers servers) throws Exception {
        this.set = servers.of(engine);
    }

    @BeforeAll
    static void start() throws Exception {
        s3 = S3Server.start();
        s3.createBucket("lake");
    }

    @AfterAll
    static void stop() throws Exception {
        s3.close();
    }

    @BeforeEach
    void begin() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE doc",
                "CREATE TABLE doc.users (id INT PRIMARY KEY, email VARCHAR(50))",
                "CREATE TABLE doc.island (id INT PRIMARY KEY) ENGINE = MyISAM");
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE doc");
    }

    @Test
    void looksAtEverythingThatARunNeedsAndSaysWhatEachPointBuys() throws Exception {
        AgentHost agent = agent("well").with("columns.mask", "doc.users.email:null");
        Ended json = agent.run("doctor", "--json");
        assertEquals(0, json.exit(), json.out() + json.err());
        List<Diagnosis> points = new ArrayList<>();
        for (String line : json.out().lines().toList()) {
            points.add(new Documents()
                    .read(DocumentKind.DIAGNOSIS, line.getBytes(StandardCharsets.UTF_8), "standard output"));
        }
        assertEquals(
                "binary log, checksum, clock, commit order, connections, create-once, delete, fleet.json, grants, multipart,"
                        + " read after write, read only, role, secrets, selection, server profile, session settings, state"
                        + " directory, store, tables, tls",
                points.stream()
                        .map(Diagnosis::subject)
                        .filter(subject -> !subject.equals("abort") && !subject.equals("gtid"))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ")));
        assertEquals(Diagnosis.State.OK, one(points, "create-once").state());
        assertEquals(
                "an object is read and listed as soon as it is written",
                one(points, "read after write").detail());
        assertEquals(
                Diagnosis.State.OK,
                one(points, "checksum").state(),
                one(points, "checksum").detail());
        assertEquals(
                Diagnosis.State.OK,
                one(points, "abort").state(),
                one(points, "abort").detail());
        assertEquals(
                "demo.doc.users is masked: email:null", one(points, "selection").detail());
        assertTrue(one(points, "tables").detail().endsWith(" tables are seen"), points.toString());
        // the service of the tests lets everybody remove, which an agent should not be
        assertEquals(Diagnosis.State.WARN, one(points, "delete").state());
        assertTrue(one(points, "delete").mend().orElseThrow().contains("docs/iam/agent.json"), points.toString());

        Ended text = agent.run("doctor");
        assertTrue(text.out().contains("ok    create-once: honoured"), text.out());
        assertTrue(text.out().contains("warn  tables: `doc`.`island` will be refused: engine MyISAM"), text.out());
        assertTrue(text.out().contains("      buys: an agent's account removes no backup"), text.out());
    }

    @Test
    void failsForWhatWouldEndARunWithTheStepThatMendsIt() throws Exception {
        AgentHost agent = agent("ill")
                .with("columns.mask", "doc.users.e_mail:null, doc.user.email:null")
                .with("snapshot.connections", "256")
                .with("server.profile", "aurora")
                .later(Duration.ofMinutes(14));
        Ended doctor = agent.run("doctor");
        assertEquals(2, doctor.exit(), doctor.out() + doctor.err());
        for (String line : List.of(
                "fail  connections: a run takes up to 264 of max_connections=",
                "fail  clock: the server is ",
                "fail  clock: the store is ",
                "      HINT: run a time service on all hosts",
                "warn  server profile: Amazon Aurora (server.profile): ",
                "fail  selection: column to be masked is not in the table: demo.doc.users.e_mail",
                "fail  selection: rule names a table that is not there: doc.user.email:null")) {
            assertTrue(doctor.out().contains(line), line + "\n" + doctor.out());
        }
        assertTrue(doctor.err().contains("error: doctor found what keeps a run from working: "), doctor.err());
    }

    private AgentHost agent(String name) throws IOException {
        return new AgentHost(folder.resolve(name), set, set.node("leaf"), s3, name);
    }

    private static Diagnosis one(List<Diagnosis> points, String subject) {
        return points.stream()
                .filter(point -> point.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
