package io.tracker.jobs.input;

import io.tracker.jobs.json.JobDocuments;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;

/** What one mapper reads: ranges of one or more backup objects, packed to about one size. It carries all that reading them needs. */
public final class BackupSplit extends InputSplit implements Writable {
    private Parts parts;

    /** For Hadoop, which fills it by {@link #readFields}. */
    public BackupSplit() {
        this(List.of());
    }

    BackupSplit(List<SplitPart> parts) {
        this.parts = new Parts(parts);
    }

    /** The parts, in the order in which they are read; none for a table without rows. */
    public List<SplitPart> parts() {
        return parts.parts();
    }

    @Override
    public long getLength() {
        return parts().stream().mapToLong(SplitPart::bytes).sum();
    }

    /** Objects of a store are near to nobody. */
    @Override
    public String[] getLocations() {
        return new String[0];
    }

    @Override
    public void write(DataOutput output) throws IOException {
        byte[] json = new JobDocuments().writeLine(parts);
        output.writeInt(json.length);
        output.write(json);
    }

    @Override
    public void readFields(DataInput input) throws IOException {
        byte[] json = new byte[input.readInt()];
        input.readFully(json);
        parts = new JobDocuments().read(json, Parts.class, "split");
    }

    private record Parts(List<SplitPart> parts) {
        private Parts {
            parts = List.copyOf(parts);
        }
    }
}
