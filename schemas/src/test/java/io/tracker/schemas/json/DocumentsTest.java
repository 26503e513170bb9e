package io.tracker.schemas.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.schemas.day.Diagnosis;
import io.tracker.schemas.day.LeaseHeartbeat;
import io.tracker.schemas.day.SchemaChange;
import io.tracker.schemas.day.TableListing;
import io.tracker.schemas.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentsTest {
    private final Documents documents = new Documents();

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of(DocumentKind.MANIFEST, SampleDocuments.MANIFEST),
                Arguments.of(DocumentKind.MANIFEST, SampleDocuments.MASKED),
                Arguments.of(DocumentKind.PLAN, SampleDocuments.PLAN),
                Arguments.of(DocumentKind.OUTCOME, SampleDocuments.PUBLISHED),
                Arguments.of(DocumentKind.OUTCOME, SampleDocuments.DROPPED),
                Arguments.of(DocumentKind.OUTCOME, SampleDocuments.REFUSED),
                Arguments.of(DocumentKind.COMPLETE, SampleDocuments.COMPLETE),
                Arguments.of(DocumentKind.FLEET, SampleDocuments.FLEET),
                Arguments.of(DocumentKind.STATUS, SampleDocuments.STATUS),
                Arguments.of(
                        DocumentKind.SCHEMA_CHANGE,
                        new SchemaChange(
                                "pins",
                                "boards",
                                SampleDocuments.DT,
                                SampleDocuments.DT.plusDays(1),
                                SchemaChange.Kind.MAYBE_RENAMED,
                                Optional.of("email"),
                                Optional.of("mail"),
                                Optional.of("email"),
                                new SchemaChange.Shards(1, 2, List.of("rs1.pins_0001")))),
                Arguments.of(DocumentKind.LEASE, SampleDocuments.LEASE),
                Arguments.of(DocumentKind.LEASE_HEARTBEAT, new LeaseHeartbeat("nonce-4", 7, false)),
                Arguments.of(DocumentKind.LISTING, TableListing.of(SampleDocuments.MANIFEST)),
                Arguments.of(
                        DocumentKind.DIAGNOSIS,
                        new Diagnosis(
                                "grants",
                                Diagnosis.State.FAIL,
                                "every table is seen",
                                "lacks SELECT",
                                Optional.of("GRANT SELECT"))),
                Arguments.of(
                        DocumentKind.LISTING,
                        TableListing.without(SampleDocuments.DAY, Optional.of(SampleDocuments.REFUSED))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void readsBackWhatItWrites(DocumentKind<T> kind, T document) throws Exception {
        byte[] json = documents.write(kind, document);
        assertEquals(document, documents.read(kind, json, "there"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void refusesEveryTruncation(DocumentKind<T> kind, T document) {
        byte[] json = documents.write(kind, document);
        for (int length = 0; length < json.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(json, length);
            int at = length;
            DamagedDocumentException e = assertThrows(
                    DamagedDocumentException.class, () -> documents.read(kind, cut, "there"), () -> "cut at " + at);
            assertTrue(
                    e.getMessage().startsWith("Document is damaged: there: not a valid " + kind.name()),
                    e.getMessage());
        }
    }

    @Test
    void checksEachPartOfALargeDocument() {
        String json =
                new String(documents.write(DocumentKind.COMPLETE, SampleDocuments.COMPLETE), StandardCharsets.UTF_8);
        int parts = SampleDocuments.COMPLETE.outcomes().size();
        assertEquals(parts + 1, json.lines().count(), json);
        String last = json.lines().skip(parts).findFirst().orElseThrow();
        for (String broken : List.of(last.replace("recordedBy", "by"), last.replaceFirst("\\{", "[{"), last + "1")) {
            assertThrows(
                    DamagedDocumentException.class,
                    () -> documents.read(
                            DocumentKind.COMPLETE,
                            json.replace(last, broken).getBytes(StandardCharsets.UTF_8),
                            "there"),
                    broken);
        }
        assertThrows(
                DamagedDocumentException.class,
                () -> documents.read(
                        DocumentKind.COMPLETE,
                        json.replace("\"outcomes\"", "\"others\"").getBytes(StandardCharsets.UTF_8),
                        "there"));
    }

    @Test
    void writesALineOnRequest() throws Exception {
        TableListing listing = TableListing.of(SampleDocuments.MANIFEST);
        String line = documents.writeLine(DocumentKind.LISTING, listing);
        assertEquals(1, line.lines().count());
        assertEquals(
                listing,
                documents.read(DocumentKind.LISTING, line.getBytes(StandardCharsets.UTF_8), "standard output"));
    }

    @Test
    void saysWhereADocumentDoesNotFitItsSchema() {
        DamagedDocumentException e = refused("\"number\" : 2", "\"number\" : -2");
        assertTrue(e.getMessage().contains("number"), e.getMessage());
        assertTrue(e.getMessage().contains("HINT:"), e.getMessage());
    }

    @Test
    void refusesSumsThatDoNotAddUp() {
        assertTrue(refused("\"rows\" : 4,", "\"rows\" : 5,").getMessage().contains("do not add up"));
        assertTrue(refused("\"offset\" : 750", "\"offset\" : 751").getMessage().contains("do not join"));
        assertTrue(refused("\"storedBytes\" : 1000", "\"storedBytes\" : 999")
                .getMessage()
                .contains("Totals do not add up"));
    }

    @Test
    void tellsTheOperatorToCorrectTheListOfTheFleet() {
        String json = new String(documents.write(DocumentKind.FLEET, SampleDocuments.FLEET), StandardCharsets.UTF_8);
        for (String wrong : List.of("2026-02-30", "2024-01-01")) {
            byte[] changed = json.replace("2027-01-01", wrong).getBytes(StandardCharsets.UTF_8);
            DamagedDocumentException e = assertThrows(
                    DamagedDocumentException.class, () -> documents.read(DocumentKind.FLEET, changed, "fleet.json"));
            assertTrue(
                    e.getMessage().startsWith("Document is damaged: fleet.json: not a valid fleet: "), e.getMessage());
            assertTrue(e.getMessage().endsWith("HINT: correct it; docs/format.md says what it holds"), e.getMessage());
        }
    }

    @Test
    void refusesASchemaThatDoesNotFitItsHashOrItsFields() {
        assertTrue(refused("\"columnType\" : \"int(11)\"", "\"columnType\" : \"int(12)\"")
                .getMessage()
                .contains("Schema hash differs"));
        assertTrue(refused("\"part\" : \"value\"", "\"part\" : \"enum-index\"")
                .getMessage()
                .contains("Fields do not fit"));
    }

    @Test
    void refusesUnknownFieldsVersionsAndFormats() {
        assertTrue(
                refused("\"nonce\" :", "\"once\" : 1, \"nonce\" :").getMessage().contains("once"));
        assertTrue(refused("\"version\" : 1", "\"version\" : 2")
                .getMessage()
                .contains("version is not known to this build (got 2"));
        assertTrue(
                refused("tracker-manifest", "tracker-plan").getMessage().contains("format differs (got tracker-plan"));
        assertTrue(refused("\"number\" : 2", "\"number\" : 2, \"number\" : 3")
                .getMessage()
                .contains("number"));
    }

    private DamagedDocumentException refused(String what, String by) {
        String json =
                new String(documents.write(DocumentKind.MANIFEST, SampleDocuments.MANIFEST), StandardCharsets.UTF_8);
        assertTrue(json.contains(what), json);
        byte[] changed = json.replaceFirst(
                        java.util.regex.Pattern.quote(what), java.util.regex.Matcher.quoteReplacement(by))
                .getBytes(StandardCharsets.UTF_8);
        return assertThrows(
                DamagedDocumentException.class,
                () -> documents.<Manifest>read(DocumentKind.MANIFEST, changed, "there"));
    }
}
