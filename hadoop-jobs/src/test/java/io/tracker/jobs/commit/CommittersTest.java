package io.tracker.jobs.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.fixture.SlowFileSystem;
import io.tracker.jobs.job.TableOutputFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittersTest {
    @TempDir
    Path folder;

    @Test
    void commitsOnS3AByTheMagicCommitterWhateverIsConfigured() throws IOException {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.s3a.endpoint", "http://127.0.0.1:1");
        hadoop.set("fs.s3a.endpoint.region", "us-east-1");
        hadoop.set("fs.s3a.access.key", "key");
        hadoop.set("fs.s3a.secret.key", "secret");
        hadoop.set("hadoop.tmp.dir", folder.toString());
        hadoop.set("fs.s3a.committer.name", "file");
        hadoop.set(
                "mapreduce.outputcommitter.factory.scheme.s3a",
                "org.apache.hadoop.mapreduce.lib.output.FileOutputCommitterFactory");

        assertSame(
                TrackerMagicCommitter.class, committer(hadoop, "s3a://lake/out").getClass());
    }

    @Test
    void commitsOnLocalFilesAtJobCommitOnly() throws IOException {
        Configuration hadoop = new Configuration();
        hadoop.setInt("mapreduce.fileoutputcommitter.algorithm.version", 2);

        TaskAttemptContext attempt = attempt(hadoop, "file://" + folder + "/out");

        OutputCommitter committer = new TableOutputFormat().getOutputCommitter(attempt);

        assertSame(TrackerFileCommitter.class, committer.getClass());
        assertFalse(committer.isCommitJobRepeatable(attempt), "algorithm 2 publishes at task commit");
    }

    @Test
    void refusesAFileSystemWhoseRenamesItDoesNotKnow() throws IOException {
        Configuration hadoop = new Configuration();
        hadoop.setClass("fs.slow.impl", SlowFileSystem.class, FileSystem.class);

        OperatorException refused =
                assertThrows(OperatorException.class, () -> committer(hadoop, "slow://" + folder + "/out"));

        assertEquals("Output cannot be committed safely on this file system: slow:///", refused.getMessage());
    }

    private static OutputCommitter committer(Configuration hadoop, String output) throws IOException {
        return new TableOutputFormat().getOutputCommitter(attempt(hadoop, output));
    }

    private static TaskAttemptContext attempt(Configuration hadoop, String output) throws IOException {
        Job job = Job.getInstance(hadoop);
        FileOutputFormat.setOutputPath(job, new org.apache.hadoop.fs.Path(output));
        return new TaskAttemptContextImpl(job.getConfiguration(), TaskAttemptID.forName("attempt_1_0001_m_000000_0"));
    }
}
