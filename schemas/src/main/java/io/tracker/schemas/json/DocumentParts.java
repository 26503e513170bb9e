package io.tracker.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The list that makes a kind of documents large. A document of a hundred thousand parts is never held as a tree: its parts are written, read
 * and validated one at a time, each in a document that has no other.
 *
 * @param field the list's name
 * @param part the record of a part
 * @param of the parts of a document
 * @param with the document with other parts
 */
record DocumentParts<T, P>(String field, Class<P> part, Function<T, List<P>> of, BiFunction<T, List<P>, T> with) {

    private static final class PartALine extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1;

        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            json.writeRaw('\n');
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(",\n");
        }
    }

    /** Says what is wrong with a document, and throws. */
    @FunctionalInterface
    interface Check<E extends IOException> {
        void require(ObjectNode document) throws E;
    }

    /** The document in one line a part, its head first. */
    <E extends IOException> byte[] write(JsonMapper mapper, ObjectNode marks, T document, Check<E> check)
            throws IOException {
        List<P> parts = of.apply(document);
        ObjectNode head = marks.deepCopy();
        head.setAll((ObjectNode) mapper.valueToTree(with.apply(document, List.of())));
        head.putArray(field);
        check.require(head);
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator json = mapper.createGenerator(bytes)) {
            json.setPrettyPrinter(new PartALine());
            json.writeStartObject();
            for (Map.Entry<String, JsonNode> entry : head.properties()) {
                if (!entry.getKey().equals(field)) {
                    json.writeFieldName(entry.getKey());
                    json.writeTree(entry.getValue());
                }
            }
            json.writeArrayFieldStart(field);
            for (P each : parts) {
                json.writeTree(checked(mapper.valueToTree(each), head, check));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** All fields but the list, which is empty in what is returned, and must be there. */
    ObjectNode head(JsonMapper mapper, byte[] document) throws IOException {
        ObjectNode head = mapper.createObjectNode();
        try (JsonParser json = mapper.createParser(document)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return head;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals(field) && value == JsonToken.START_ARRAY) {
                    json.skipChildren();
                    head.putArray(field);
                } else {
                    head.set(name, value(mapper, json));
                }
            }
            if (json.nextToken() != null) {
                throw new IOException("something follows the document");
            }
        }
        return head;
    }

    /** The whole document, of a head that is valid and has lost what is no field of the record. */
    <E extends IOException> T read(
            JsonMapper mapper, ObjectNode validHead, T withoutParts, byte[] document, Check<E> check)
            throws IOException {
        List<P> parts = new ArrayList<>();
        try (JsonParser json = mapper.createParser(document)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean list = json.currentName().equals(field);
                json.nextToken();
                if (!list) {
                    json.skipChildren();
                    continue;
                }
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    JsonNode node = value(mapper, json);
                    parts.add(mapper.treeToValue(checked(node, validHead, check), part));
                }
            }
        }
        return with.apply(withoutParts, parts);
    }

    private <E extends IOException> JsonNode checked(JsonNode node, ObjectNode head, Check<E> check) throws E {
        head.putArray(field).add(node);
        check.require(head);
        return node;
    }

    /** The value where the parser is, and nothing of what follows. */
    private static JsonNode value(JsonMapper mapper, JsonParser json) throws IOException {
        return mapper.readerFor(JsonNode.class)
                .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readValue(json);
    }
}
