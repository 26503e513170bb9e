package io.tracker.workflows.airflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.testing.servers.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** On the oldest Airflow that is supported, with a warehouse in a folder that Spark reads, too. */
final class Airflow2IT extends AirflowContract {
    Airflow2IT() {
        super("2.10.5", Engine.MARIADB);
    }

    @Override
    String warehouse(Nights fleet, Path below) {
        return below.resolve("warehouse").toUri().toString();
    }

    @Override
    void backfill(Airflow there, LocalDate first, LocalDate last) throws IOException, InterruptedException {
        there.run("dags", "backfill", "-s", first.toString(), "-e", last.toString(), DAG)
                .require(0);
    }

    @Test
    @Order(6)
    void sparkReadsThePartitionsAsTheyWereRegistered() throws Exception {
        assertEquals(
                List.of(3, 2, 1).stream()
                        .map(before -> nights().day(before) + "\t" + Nights.BOARDS)
                        .toList(),
                query("SELECT dt, COUNT(*) FROM pins.boards GROUP BY dt ORDER BY dt"));
    }
}
