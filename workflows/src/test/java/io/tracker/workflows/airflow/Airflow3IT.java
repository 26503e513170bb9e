package io.tracker.workflows.airflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.servers.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** On the newest Airflow, whose backfills its scheduler runs, with a warehouse on S3. */
final class Airflow3IT extends AirflowContract {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long BETWEEN_LOOKS = TimeUnit.SECONDS.toMillis(8);

    private String lastStates = "none";

    Airflow3IT() {
        super("3.3.2", Engine.MYSQL);
    }

    @Override
    String warehouse(Nights fleet, Path below) {
        return fleet.warehouse();
    }

    @Override
    void backfill(Airflow there, LocalDate first, LocalDate last) throws IOException, InterruptedException {
        there.run("dags", "reserialize").require(0);
        there.run("backfill", "create", "--dag-id", DAG, "--from-date", first.toString(), "--to-date", last.toString())
                .require(0);
        there.run("dags", "unpause", DAG, "--yes").require(0);
        try (Airflow.Servers servers = there.servers()) {
            long deadline = System.nanoTime() + LIMIT.toNanos();
            // The scheduler makes up for the two days since, too, which nobody has backed up; past midnight there is a
            // third.
            while (!ended(states(there)) || notices().size() < 2) {
                assertTrue(System.nanoTime() < deadline, () -> "runs do not end as they should: " + lastStates);
                assertEquals(Optional.empty(), servers.ended(), "a server of Airflow has ended");
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
        for (String notice : notices()) {
            assertTrue(notice.contains("\"run\": \"scheduled__"), notice);
            assertTrue(notice.contains("ads-db owes the day") && notice.contains("pins-db owes the day"), notice);
        }
    }

    private static boolean ended(List<String> states) {
        return Collections.frequency(states, "success") == 2 && Collections.frequency(states, "failed") >= 2;
    }

    /** How the runs stand. */
    private List<String> states(Airflow there) throws IOException, InterruptedException {
        lastStates = there.run("dags", "list-runs", DAG, "--output", "plain")
                .require(0)
                .output();
        return lastStates
                .lines()
                .filter(line -> line.startsWith(DAG))
                .map(line -> line.split("\\s+")[2])
                .toList();
    }
}
