package io.tracker.agent.config;

import io.tracker.agent.config.StoreConfig.Encryption;
import io.tracker.agent.config.StoreConfig.ObjectTraits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what objects carry. */
final class ObjectTraitsReader {
    /** S3's limits: "Categorizing your storage using tags" in its user guide. */
    private static final int MOST_TAGS = 10;

    private static final String TAG_NAME = "[\\p{L}\\p{N} _.:/+@-]{1,128}";
    private static final String TAG_VALUE = "[\\p{L}\\p{N} _.:/=+@-]{0,256}";

    private final ConfigValues values;

    ObjectTraitsReader(ConfigValues values) {
        this.values = values;
    }

    ObjectTraits read() {
        Encryption encryption = values.choice(ConfigKey.S3_ENCRYPTION, Encryption.class, Encryption.BUCKET);
        Optional<String> key = values.text(ConfigKey.S3_KMS_KEY);
        if (key.isPresent() && encryption != Encryption.KMS) {
            values.wrong(ConfigKey.S3_KMS_KEY, key.get(), "none, unless s3.encryption is kms");
        }
        return new ObjectTraits(encryption, key, values.text(ConfigKey.S3_STORAGE_CLASS), tags());
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        String text = values.text(ConfigKey.S3_TAGS).orElse("");
        for (String tag : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            String[] parts = tag.strip().split("=", 2);
            boolean usable = parts.length == 2 && parts[0].matches(TAG_NAME) && parts[1].matches(TAG_VALUE);
            if (!usable || tags.put(parts[0], parts[1]) != null || tags.size() > MOST_TAGS) {
                values.wrong(
                        ConfigKey.S3_TAGS,
                        text,
                        "at most " + MOST_TAGS + " different tags, such as team=data,tier=cold");
                return Map.of();
            }
        }
        return tags;
    }
}
