package io.tracker.agent.server;

import io.tracker.agent.select.MaskKey;
import io.tracker.agent.select.StoredForm;
import io.tracker.schemas.layout.BackupField;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.types.Masking;
import io.tracker.schemas.types.Masking.How;
import java.util.List;
import java.util.Optional;

/** Replaces the values of hashed fields, before anything else sees them. For one stream of rows. */
final class RowMask {
    private final boolean[] hashed;
    private final Optional<MaskKey.CellHash> hash;

    private RowMask(boolean[] hashed, Optional<MaskKey.CellHash> hash) {
        this.hashed = hashed;
        this.hash = hash;
    }

    static RowMask of(StoredForm stored) {
        List<BackupField> fields = RowLayout.of(stored.schema()).fields();
        boolean[] hashed = new boolean[fields.size()];
        Optional<Masking> masking = stored.schema().masking();
        for (int i = 0; i < hashed.length; i++) {
            String column = fields.get(i).column();
            hashed[i] = masking.flatMap(masks -> masks.of(column))
                    .filter(How.HASH::equals)
                    .isPresent();
        }
        return new RowMask(hashed, stored.key().map(MaskKey::hash));
    }

    /** Whether the backup holds hashes instead of a field's values; fields count from 0. */
    boolean hides(int field) {
        return hashed[field];
    }

    /** What the backup holds instead of a value. */
    byte[] hash(byte[] buffer, int offset, int length) {
        return hash.orElseThrow().of(buffer, offset, length);
    }
}
