package io.tracker.schemas.json;

import java.io.IOException;

/** A document of the store is not valid. The message names the object and what is wrong in it. */
public final class DamagedDocumentException extends IOException {
    DamagedDocumentException(String kind, String object, String what, Throwable cause) {
        super(
                "Document is damaged: " + object + ": not a valid " + kind + ": " + what
                        + "; HINT: nobody changes these documents; restore the object from the bucket's versions, or publish a new one with supersede",
                cause);
    }
}
