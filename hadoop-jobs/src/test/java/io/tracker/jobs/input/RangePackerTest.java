package io.tracker.jobs.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangePackerTest {
    private static final long OPEN_COST = 1 << 20;

    @TempDir
    Path folder;

    private SampleBackup backup;

    @BeforeEach
    void open() throws IOException {
        backup = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder))
                .backup();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5_000, OPEN_COST + 9_000, 3 * OPEN_COST, 1L << 40})
    void putsEveryRangeIntoExactlyOneSplit(long targetBytes) throws IOException {
        List<Manifest> manifests = List.of(
                backup.publish(SampleBackup.table("rs1", "a"), 1, 700, 3),
                backup.publish(SampleBackup.table("rs1", "b"), 2, 5, 1),
                backup.publish(SampleBackup.table("rs1", "c"), 3, 400, 2));

        List<String> packed = new ArrayList<>();
        for (BackupSplit split : pack(manifests, targetBytes)) {
            for (SplitPart part : split.parts()) {
                part.ranges().forEach(range -> packed.add(name(part.object(), range)));
            }
        }

        List<String> all = new ArrayList<>();
        for (Manifest manifest : manifests) {
            for (ManifestObject object : manifest.objects()) {
                object.ranges().forEach(range -> all.add(name(object, range)));
            }
        }
        assertEquals(all, packed);
    }

    @Test
    void provesTheHeaderOfEachObjectExactlyOnce() throws IOException {
        Manifest manifest = backup.publish(SampleBackup.table("rs1", "a"), 1, 700, 3);

        List<String> proved = new ArrayList<>();
        for (BackupSplit split : pack(List.of(manifest), 5_000)) {
            split.parts().stream()
                    .filter(SplitPart::provesHeader)
                    .forEach(part -> proved.add(part.object().key()));
        }

        assertEquals(manifest.objects().stream().map(ManifestObject::key).toList(), proved);
    }

    @Test
    void packsSmallShardsTogether() throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            manifests.add(backup.publish(SampleBackup.table("rs1", "s" + i), i, 10, 1));
        }

        List<BackupSplit> splits = pack(manifests, 5 * OPEN_COST + 100_000);

        assertEquals(2, splits.size());
        assertEquals(5, splits.get(0).parts().size());
    }

    @Test
    void keepsSplitsWithinTheirSizeWhereRangesAllowIt() throws IOException {
        Manifest manifest = backup.publish(SampleBackup.table("rs1", "a"), 1, 2000, 1);
        long target = OPEN_COST + 20_000;

        List<BackupSplit> splits = pack(List.of(manifest), target);

        assertTrue(splits.size() > 1, "several splits: " + splits.size());
        splits.forEach(split -> assertTrue(split.getLength() <= target, "bytes: " + split.getLength()));
    }

    @Test
    void makesOneSplitWithoutPartsForATableWithoutObjects() throws IOException {
        List<BackupSplit> splits = pack(List.of(backup.publish(SampleBackup.table("rs1", "a"), 1, 0, 0)), 100);

        assertEquals(1, splits.size());
        assertEquals(List.of(), splits.get(0).parts());
    }

    @Test
    void coversAnObjectWithoutRowsByItsHeader() throws IOException {
        List<BackupSplit> splits = pack(List.of(backup.publish(SampleBackup.table("rs1", "a"), 1, 0, 1)), 100);

        assertEquals(1, splits.size());
        SplitPart part = splits.get(0).parts().get(0);
        assertEquals(0, part.count());
        assertTrue(part.provesHeader());
    }

    @Test
    void travelsToATaskUnchanged() throws IOException {
        BackupSplit split = pack(List.of(backup.publish(SampleBackup.table("rs1", "a"), 1, 100, 2)), 1L << 40)
                .get(0);
        DataOutputBuffer bytes = new DataOutputBuffer();
        split.write(new DataOutputStream(bytes));
        DataInputBuffer input = new DataInputBuffer();
        input.reset(bytes.getData(), bytes.getLength());

        BackupSplit arrived = new BackupSplit();
        arrived.readFields(new DataInputStream(input));

        assertEquals(split.parts(), arrived.parts());
        assertEquals(split.getLength(), arrived.getLength());
    }

    @Test
    void refusesASplitSizeOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> new RangePacker(0));
    }

    private static List<BackupSplit> pack(List<Manifest> manifests, long targetBytes) {
        RangePacker packer = new RangePacker(targetBytes);
        manifests.forEach(manifest -> packer.add(manifest, 0));
        return packer.finish();
    }

    private static String name(ManifestObject object, ManifestRange range) {
        return object.key() + "@" + range.offset();
    }
}
