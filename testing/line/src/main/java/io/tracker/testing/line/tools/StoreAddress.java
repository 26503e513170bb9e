package io.tracker.testing.line.tools;

import io.tracker.testing.line.oracle.S3Lake;
import java.net.URI;

/**
 * Where objects lie, and the keys that open it.
 *
 * @param prefix below the bucket: empty, or without slashes at its ends
 */
public record StoreAddress(URI endpoint, String accessKey, String secretKey, String bucket, String prefix) {

    /** The address with another prefix. */
    public StoreAddress at(String otherPrefix) {
        return new StoreAddress(endpoint, accessKey, secretKey, bucket, otherPrefix);
    }

    /** As the agent is told, {@code s3://…}. */
    public String agentRoot() {
        return "s3://" + path();
    }

    /** As Hadoop is told, {@code s3a://…}. */
    public String hadoopRoot() {
        return "s3a://" + path();
    }

    /** Reads below the address. */
    public S3Lake lake() {
        return new S3Lake(endpoint, accessKey, secretKey, bucket, prefix.isEmpty() ? "" : prefix + "/");
    }

    private String path() {
        return prefix.isEmpty() ? bucket : bucket + "/" + prefix;
    }

    @Override
    public String toString() {
        return agentRoot() + " at " + endpoint;
    }
}
