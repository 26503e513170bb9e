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

    /** The value that the backup holds of a field, from 0. */
    byte[] stored(int field, byte[] value) {
        return hashed[field] ? hash.orElseThrow().of(value) : value;
    }
}
