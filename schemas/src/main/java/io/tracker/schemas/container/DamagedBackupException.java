package io.tracker.schemas.container;

import java.io.IOException;

/** A backup object is not what its manifest says. The message names the object and the offset in it. */
public final class DamagedBackupException extends IOException {
    private final String object;
    private final long offset;

    public DamagedBackupException(String what, String object, long offset) {
        this(what, object, offset, null);
    }

    public DamagedBackupException(String what, String object, long offset, Throwable cause) {
        super(
                "Backup object is damaged: " + object + " at offset " + offset + ": " + what
                        + "; HINT: other objects may be whole; take the table again and publish with supersede",
                cause);
        this.object = object;
        this.offset = offset;
    }

    /** The object's key. */
    public String object() {
        return object;
    }

    /** Bytes from the object's begin. */
    public long offset() {
        return offset;
    }
}
