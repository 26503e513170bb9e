package io.tracker.jobs.plan;

import io.tracker.jobs.failure.FailureNotes;
import io.tracker.jobs.json.JobDocuments;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.ID;

/**
 * The settings that a job reads and writes in Hadoop's {@link Configuration}: the only class that knows their keys.
 *
 * <p>It looks through to the configuration that it was made of. As thread safe as that is.
 */
public final class JobSettings {
    /** Stored bytes of ranges that one split packs. */
    public static final long DEFAULT_SPLIT_BYTES = 128L << 20;

    private static final String PLAN = "tracker.plan";
    private static final String MANIFESTS = "tracker.plan.manifests";
    private static final String SPLIT_BYTES = "tracker.split-bytes";
    private static final String CLAIM = "tracker.claim";
    private static final String CLAIM_TTL = "tracker.claim-ttl";
    private static final Duration DEFAULT_CLAIM_TTL = Duration.ofSeconds(30);
    private static final String FAILURE_NOTES = "tracker.failure-notes";
    private static final String FRAMEWORK = "mapreduce.framework.name";
    private static final String LOCAL_MAPS = "mapreduce.local.map.tasks.maximum";
    private static final String JOB_JAR = "mapreduce.job.jar";
    private static final String SUCCESS_MARKER = "mapreduce.fileoutputcommitter.marksuccessfuljobs";
    private static final String FILE_COMMITTER_ALGORITHM = "mapreduce.fileoutputcommitter.algorithm.version";

    /**
     * What a job sets where neither the site nor the user has. The speculator's own defaults wait a minute and want ten running tasks:
     * a small table's stuck mapper would never get its twin. Its local runner stages all users' jobs below {@code /tmp/hadoop}, which
     * belongs to whoever came first.
     */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("mapreduce.map.speculative", "true"),
            Map.entry("mapreduce.job.ubertask.enable", "false"),
            Map.entry("mapreduce.job.speculative.retry-after-no-speculate", "200"),
            Map.entry("mapreduce.job.speculative.retry-after-speculate", "500"),
            Map.entry("mapreduce.job.speculative.minimum-allowed-tasks", "1"),
            Map.entry("mapreduce.job.speculative.slowtaskthreshold", "0.3"),
            Map.entry("mapreduce.job.speculative.speculative-cap-running-tasks", "0.5"),
            Map.entry("mapreduce.job.speculative.speculative-cap-total-tasks", "0.5"),
            Map.entry("mapreduce.task.progress-report.interval", "1000"),
            Map.entry("mapreduce.job.user.classpath.first", "true"),
            Map.entry("mapreduce.jobtracker.staging.root.dir", "${hadoop.tmp.dir}/mapred/staging"),
            Map.entry("mapreduce.client.completion.pollinterval", "200"),
            Map.entry("mapreduce.client.progressmonitor.pollinterval", "200"));

    /** A few quick attempts; S3A's own patience with a store that is down is minutes. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "fs.s3a.attempts.maximum", "2",
            "fs.s3a.retry.limit", "1",
            "fs.s3a.connection.establish.timeout", "15s",
            "fs.s3a.connection.timeout", "10s");

    /** Of S3A's ways to read, the one that asks again where a reply was cut short. */
    private static final String S3A_STREAM = "fs.s3a.input.stream.type";

    private static final String CLASSIC = "classic";

    private final Configuration configuration;

    public JobSettings(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Sets the job's defaults where a value comes from nowhere but Hadoop's own default files. */
    public void applyDefaults() {
        DEFAULTS.forEach((key, value) -> {
            if (!isSet(key)) {
                configuration.set(key, value);
            }
        });
    }

    /** Whether jobs run in this process. */
    public boolean runsLocally() {
        return configuration.get(FRAMEWORK, "local").equals("local");
    }

    /** How many maps a local job runs at once; kept where the user has set it. */
    public void localMaps(int maps) {
        if (!isSet(LOCAL_MAPS)) {
            configuration.setInt(LOCAL_MAPS, maps);
        }
    }

    /** Whether the user named the job jar. */
    public boolean namesJobJar() {
        return configuration.get(JOB_JAR) != null;
    }

    /** Stored bytes that one split packs. */
    public long splitBytes() {
        return configuration.getLong(SPLIT_BYTES, DEFAULT_SPLIT_BYTES);
    }

    /** Sets the stored bytes that one split packs. */
    public void splitBytes(long bytes) {
        configuration.setLong(SPLIT_BYTES, bytes);
    }

    /** The job's plan, with its manifests. */
    public ConversionPlan plan() throws IOException {
        return taskPlan().with(unpack(MANIFESTS, Manifests.class).manifests());
    }

    /** What tasks need of the plan: without its manifests, and of each source schema one shard. */
    public ConversionPlan taskPlan() throws IOException {
        return unpack(PLAN, ConversionPlan.class);
    }

    /**
     * Sets the job's plan; compressed, because the schemas of a thousand columns travel to every task. The manifests of all shards stand apart:
     * no task unpacks them.
     */
    public void plan(ConversionPlan plan) throws IOException {
        pack(PLAN, plan.forTasks());
        pack(MANIFESTS, new Manifests(plan.manifests()));
    }

    private record Manifests(List<SourceManifest> manifests) {}

    private void pack(String key, Object document) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream json = new GZIPOutputStream(compressed)) {
            json.write(new JobDocuments().writeLine(document));
        }
        configuration.set(key, Base64.getEncoder().encodeToString(compressed.toByteArray()));
    }

    private <T> T unpack(String key, Class<T> type) throws IOException {
        String packed = configuration.get(key);
        if (packed == null) {
            throw new IllegalStateException("The job has no plan: " + key + " is not set");
        }
        byte[] compressed = Base64.getDecoder().decode(packed);
        try (InputStream json = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new JobDocuments().read(json.readAllBytes(), type, key);
        }
    }

    /** How long a claim on an output stands without a pulse. */
    public Duration claimTimeToLive() {
        return Duration.ofMillis(
                configuration.getTimeDuration(CLAIM_TTL, DEFAULT_CLAIM_TTL.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The claim of the job's run on its output; empty when it runs without one. */
    public Optional<String> claim() {
        return Optional.ofNullable(configuration.get(CLAIM));
    }

    /** Sets the claim of the job's run. */
    public void claim(String token) {
        configuration.set(CLAIM, token);
    }

    /** Notes why an attempt or a job in this process failed; does nothing where the cluster keeps diagnostics. */
    public void noteFailure(ID who, Throwable failure) {
        String folder = configuration.get(FAILURE_NOTES);
        if (folder != null) {
            FailureNotes.in(folder).leave(who.toString(), failure);
        }
    }

    /** Sets the local folder of failure notes. */
    public void failureNotes(String folder) {
        configuration.set(FAILURE_NOTES, folder);
    }

    /** Leaves {@code _SUCCESS} to us: Hadoop's committers would write it before {@code _tracker.json}, or delete it at job setup. */
    public void takeOverSuccessMarker() {
        configuration.setBoolean(SUCCESS_MARKER, false);
    }

    /** Publishes at job commit only: algorithm 2 publishes at task commit. */
    public void commitFilesInJobCommitOnly() {
        configuration.setInt(FILE_COMMITTER_ALGORITHM, 1);
    }

    /** Gives up on stores soon. */
    public void beImpatientWithStores() {
        IMPATIENT.forEach(configuration::set);
    }

    /** Reads in a way that survives replies which end early; kept where the user has set another. */
    public void readAgainAfterShortReplies() {
        if (!isSet(S3A_STREAM)) {
            configuration.set(S3A_STREAM, CLASSIC);
        }
    }

    private boolean isSet(String key) {
        if (configuration.get(key) == null) {
            return false;
        }
        String[] sources = configuration.getPropertySources(key);
        if (sources == null || sources.length == 0) {
            return true;
        }
        return !sources[sources.length - 1].endsWith("-default.xml");
    }
}
