package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.ValueDigest;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Reads rows as the file's own schema describes them, into a digest. Not thread safe. */
final class RowReadSupport extends ReadSupport<Boolean> {
    private final MessageType expected;
    private final ValueDigest digest;

    /**
     * A reader's support.
     *
     * @param expected the schema that the file must have
     * @param digest takes each row's values
     */
    RowReadSupport(MessageType expected, ValueDigest digest) {
        this.expected = expected;
        this.digest = digest;
    }

    @Override
    public ReadContext init(InitContext context) {
        MessageType schema = context.getFileSchema();
        if (!schema.equals(expected)) {
            throw new OtherSchemaException("schema differs (got " + schema + ", expected " + expected + ")");
        }
        return new ReadContext(schema);
    }

    @Override
    public RecordMaterializer<Boolean> prepareForRead(
            Configuration configuration, Map<String, String> metadata, MessageType schema, ReadContext context) {
        return new RowDigester(schema, digest);
    }

    /** The file has another schema than the job gave it. */
    static final class OtherSchemaException extends RuntimeException {
        OtherSchemaException(String message) {
            super(message);
        }
    }
}
