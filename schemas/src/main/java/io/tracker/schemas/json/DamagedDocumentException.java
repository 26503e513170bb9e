package io.tracker.schemas.json;

import java.io.IOException;

/** A document of the store is not valid. The message names the object and what is wrong in it. */
public final class DamagedDocumentException extends IOException {
    private static final String OURS =
            "nobody changes these documents; restore the object from the bucket's versions, or publish a new one with supersede";
    private static final String OPERATORS = "correct it; docs/format.md says what it holds";

    DamagedDocumentException(String kind, String object, String what, Throwable cause) {
        super(
                "Document is damaged: " + object + ": not a valid " + kind + ": " + what
                        + "; HINT: "
                        + (kind.equals(DocumentKind.FLEET.name()) ? OPERATORS : OURS),
                cause);
    }
}
