package io.tracker.schemas.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.schemas.digest.RowDigest;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Files of format version 1, made once and never again: what was written then is read for ever. */
class GoldenTest {
    private static final Pattern DUMP_LINE = Pattern.compile("(?m)^([0-9a-f]{8}): ((?:[0-9a-f]{2} )*[0-9a-f]{2})  ");

    @Test
    void readsTheGoldenManifestAndItsRows() throws IOException {
        Manifest manifest = new Documents().read(DocumentKind.MANIFEST, golden("00001.json"), "golden");
        byte[] bytes = golden("00000.avro");
        ManifestObject object = manifest.objects().get(0);
        BackupHeader.prove(Arrays.copyOf(bytes, object.header().length()), object);
        List<String> rows = new ArrayList<>();
        ManifestRange range = object.ranges().get(0);
        InputStream stream = new ByteArrayInputStream(bytes, (int) range.offset(), (int) range.length());
        RowDigest digest = new RowDigest();
        try (BackupRangeReader reader = new BackupRangeReader(stream, object, range, manifest.layout())) {
            while (reader.next()) {
                RowCursor row = reader.row();
                row.addTo(digest);
                rows.add(row.ascii(0) + "|" + row.ascii(1) + "|" + row.ascii(2) + "|" + row.ascii(3));
            }
            assertEquals(manifest.totals().digest(), digest.value());
        }
        assertEquals(
                List.of(
                        "1|Ada \u00f0\u009f\u0098\u0080|a|1",
                        "2|NULL||0",
                        "18446744073709551615|||2",
                        "3|\\N\0\t\n\u00ff|NULL|NULL"),
                rows);
    }

    @Test
    void isDescribedByteByByteInTheDocument() throws IOException {
        String document = Files.readString(root().resolve("docs/format.md"));
        Matcher line = DUMP_LINE.matcher(document);
        ByteArrayOutputStream described = new ByteArrayOutputStream();
        int start = -1;
        while (line.find()) {
            int offset = HexFormat.fromHexDigits(line.group(1));
            start = start < 0 ? offset : start;
            assertEquals(start + described.size(), offset, "offset of " + line.group());
            described.writeBytes(HexFormat.ofDelimiter(" ").parseHex(line.group(2)));
        }
        byte[] bytes = golden("00000.avro");
        assertTrue(described.size() > 90, "the dump is missing");
        assertArrayEquals(Arrays.copyOfRange(bytes, start, bytes.length), described.toByteArray());
    }

    private static Path root() {
        return Path.of(System.getProperty("tracker.root", ".."));
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream file = GoldenTest.class.getResourceAsStream("/golden/" + name)) {
            return file.readAllBytes();
        }
    }
}
