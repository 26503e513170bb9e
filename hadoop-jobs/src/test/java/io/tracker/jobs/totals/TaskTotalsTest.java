package io.tracker.jobs.totals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracker.jobs.json.JobDocuments;
import io.tracker.schemas.digest.Digest128;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTotalsTest {
    private static final TaskTotals ONE = new TaskTotals(
            10,
            8,
            2,
            new Digest128(1, -1),
            new Digest128(2, 3),
            List.of(new OutputFile("part-00001.parquet", 8, 100)),
            List.of(new LedgerEntry("born", "zero-date", "null", 3, List.of("id=1", "id=2", "id=3"))));
    private static final TaskTotals OTHER = new TaskTotals(
            5,
            5,
            0,
            new Digest128(0, 2),
            new Digest128(-1, 4),
            List.of(new OutputFile("part-00000.parquet", 5, 50)),
            List.of(
                    new LedgerEntry("name", "invalid-bytes", "binary", 1, List.of("id=9")),
                    new LedgerEntry("born", "zero-date", "null", 4, List.of("id=4", "id=5", "id=6"))));

    @Test
    void addsUpRowsDigestsFilesAndLedger() {
        TaskTotals sum = ONE.plus(OTHER);

        assertEquals(15, sum.rowsRead());
        assertEquals(13, sum.rowsWritten());
        assertEquals(2, sum.rowsFiltered());
        assertEquals(new Digest128(2, 1), sum.rowDigest());
        assertEquals(new Digest128(1, 7), sum.valueDigest());
        assertEquals(List.of(OTHER.files().get(0), ONE.files().get(0)), sum.files());
        assertEquals(
                List.of(
                        new LedgerEntry(
                                "born", "zero-date", "null", 7, List.of("id=1", "id=2", "id=3", "id=4", "id=5")),
                        OTHER.ledger().get(0)),
                sum.ledger());
    }

    @Test
    void isItselfPlusNothing() {
        assertEquals(ONE, TaskTotals.NONE.plus(ONE));
    }

    @Test
    void comesBackFromJsonUnchanged() throws IOException {
        JobDocuments documents = new JobDocuments();

        assertEquals(ONE, documents.read(documents.write(ONE), TaskTotals.class, "totals"));
    }

    @Test
    void refusesJsonWithAFieldThatItDoesNotKnow() {
        JobDocuments documents = new JobDocuments();
        String json = new String(documents.write(ONE), StandardCharsets.UTF_8).replace("\"rowsRead\"", "\"rowsRed\"");

        assertThrows(
                IOException.class,
                () -> documents.read(json.getBytes(StandardCharsets.UTF_8), TaskTotals.class, "totals"));
    }
}
