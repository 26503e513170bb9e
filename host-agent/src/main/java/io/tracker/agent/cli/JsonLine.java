package io.tracker.agent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object of JSON on one line, its fields in the order in which they are given. */
final class JsonLine {
    private static final ObjectWriter WRITER = new ObjectMapper().writer();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    JsonLine with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    JsonLine with(String name, long value) {
        fields.put(name, value);
        return this;
    }

    JsonLine with(String name, List<String> values) {
        fields.put(name, values);
        return this;
    }

    /** A field that is left out if it has no value. */
    JsonLine with(String name, Optional<String> value) {
        value.ifPresent(there -> fields.put(name, there));
        return this;
    }

    /** Without a line's end. */
    String text() {
        try {
            return WRITER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Fields make no JSON: " + fields, e);
        }
    }
}
