package io.tracker.testing.servers;

import java.util.SplittableRandom;

/** Small JSON documents: what applications keep of a user's choices or of an event. */
final class JsonText {
    private JsonText() {}

    static String document(SplittableRandom random) {
        StringBuilder json = new StringBuilder("{\"theme\": \"").append(Vocabulary.word(random));
        json.append("\", \"size\": ").append(random.nextInt(-1000, 1000));
        json.append(", \"ratio\": ").append(random.nextInt(1000)).append(".5");
        json.append(", \"tags\": [\"").append(Vocabulary.word(random)).append("\", \"");
        json.append(Vocabulary.emoji(random)).append("\", null]");
        if (Vocabulary.oneIn(5, random)) {
            json.append(", \"quote\\\"d\": {\"line\\nbreak\": true, \"back\\\\slash\": [], \"\\u00e9\": {}}");
        }
        return json.append('}').toString();
    }
}
