package io.tracker.agent.select;

import io.tracker.schemas.types.CapturedSchema;
import java.util.Objects;
import java.util.Optional;

/**
 * What of a table the backup holds.
 *
 * @param schema its columns as the backup holds them
 * @param key that values are hashed with, where any are
 */
public record StoredForm(CapturedSchema schema, Optional<MaskKey> key) {
    public StoredForm {
        Objects.requireNonNull(schema, "schema");
        boolean hashes = schema.masking().flatMap(masking -> masking.key()).isPresent();
        if (hashes && key.isEmpty()) {
            throw new IllegalArgumentException("Values are to be hashed without a key");
        }
    }

    /** All as it is. */
    public static StoredForm plain(CapturedSchema schema) {
        return new StoredForm(schema, Optional.empty());
    }
}
