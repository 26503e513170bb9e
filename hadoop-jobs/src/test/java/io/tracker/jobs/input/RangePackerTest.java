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

    @ParameterizedTest
    @ValueSource(longs = {OPEN_COST, OPEN_COST + 20_000, OPEN_COST / 3})
    void givesEachSplitAnEqualShareGiveOrTakeHalfARange(long targetBytes) throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            manifests.add(backup.publish(SampleBackup.table("rs1", "s" + i), i, i % 7 == 0 ? 2_000 : 3, 1));
        }
        long cost = 0;
        long largest = 0;
        for (Manifest manifest : manifests) {
            for (ManifestRange range : manifest.objects().get(0).ranges()) {
                long own = range.length()
                        + (range.equals(manifest.objects().get(0).ranges().get(0)) ? OPEN_COST : 0);
                cost += own;
                largest = Math.max(largest, own);
            }
        }
        long count = (cost + targetBytes - 1) / targetBytes;

        List<BackupSplit> splits = pack(manifests, targetBytes);

        assertTrue(splits.size() <= count, splits.size() + " of " + count);
        if (cost / count >= largest) {
            assertEquals(count, splits.size());
        }
        for (BackupSplit split : splits) {
            long own = split.getLength()
                    + OPEN_COST
                            * split.parts().stream()
                                    .filter(SplitPart::provesHeader)
                                    .count();
            assertTrue(own <= cost / count + largest + 1, "cost: " + own + " of " + cost / count);
        }
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
