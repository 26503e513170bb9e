package io.tracker.schemas.json;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes and reads the documents of the store: JSON in UTF-8, validated against their published schema on write and on read, and then by
 * the records' own checks.
 *
 * <p>A document of a version that this build does not know is refused. Thread safe.
 */
public final class Documents {
    private static final int MOST_PROBLEMS_SHOWN = 3;

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .defaultPropertyInclusion(com.fasterxml.jackson.annotation.JsonInclude.Value.construct(
                    com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT,
                    com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT))
            .build();

    private final Map<String, JsonSchema> schemas;

    public Documents() {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        this.schemas = List.of(
                        DocumentKind.MANIFEST,
                        DocumentKind.PLAN,
                        DocumentKind.OUTCOME,
                        DocumentKind.COMPLETE,
                        DocumentKind.FLEET,
                        DocumentKind.LEASE,
                        DocumentKind.LEASE_HEARTBEAT,
                        DocumentKind.LISTING,
                        DocumentKind.DIAGNOSIS,
                        DocumentKind.STATUS,
                        DocumentKind.SCHEMA_CHANGE)
                .stream()
                .collect(Collectors.toUnmodifiableMap(DocumentKind::name, kind -> load(factory, kind)));
    }

    /**
     * Writes a document.
     *
     * @throws IllegalStateException if what we built does not fit the published schema: a mistake of ours, never published
     */
    public <T> byte[] write(DocumentKind<T> kind, T document) {
        return write(kind, document, mapper.writer());
    }

    /** As {@link #write(DocumentKind, Object)}, in one line without its end. */
    public <T> String writeLine(DocumentKind<T> kind, T document) {
        return new String(
                write(kind, document, mapper.writer().without(SerializationFeature.INDENT_OUTPUT)),
                StandardCharsets.UTF_8);
    }

    private <T> byte[] write(DocumentKind<T> kind, T document, ObjectWriter writer) {
        ObjectNode body = mapper.createObjectNode();
        body.put("format", kind.format());
        body.put("version", kind.version());
        try {
            if (kind.parts().isPresent()) {
                return kind.parts().get().write(mapper, body, document, part -> requireOurs(kind, part));
            }
            body.setAll((ObjectNode) mapper.valueToTree(document));
            requireOurs(kind, body);
            return writer.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalStateException("A " + kind.name() + " cannot be written", e);
        }
    }

    private void requireOurs(DocumentKind<?> kind, ObjectNode body) {
        String problems = problems(kind, body);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("A " + kind.name() + " does not fit its schema: " + problems);
        }
    }

    /**
     * Reads a document.
     *
     * @param object the object's name, for messages
     * @throws DamagedDocumentException if it is not valid
     */
    public <T> T read(DocumentKind<T> kind, byte[] json, String object) throws DamagedDocumentException {
        try {
            JsonNode body = kind.parts().isPresent() ? kind.parts().get().head(mapper, json) : mapper.readTree(json);
            if (!(body instanceof ObjectNode fields)) {
                throw new DamagedDocumentException(kind.name(), object, "not a JSON object", null);
            }
            requireKnown(kind, fields, object);
            requireValid(kind, fields, object);
            ObjectNode head = kind.parts().isPresent() ? fields.deepCopy() : fields;
            fields.remove(List.of("format", "version"));
            T document = mapper.treeToValue(fields, kind.record());
            return kind.parts().isPresent()
                    ? kind.parts().get().read(mapper, head, document, json, part -> requireValid(kind, part, object))
                    : document;
        } catch (DamagedDocumentException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedDocumentException(kind.name(), object, firstLine(e), e);
        }
    }

    private void requireValid(DocumentKind<?> kind, ObjectNode body, String object) throws DamagedDocumentException {
        String problems = problems(kind, body);
        if (!problems.isEmpty()) {
            throw new DamagedDocumentException(kind.name(), object, problems, null);
        }
    }

    private static void requireKnown(DocumentKind<?> kind, ObjectNode body, String object)
            throws DamagedDocumentException {
        String format = body.path("format").asText();
        int version = body.path("version").asInt();
        if (!format.equals(kind.format())) {
            throw new DamagedDocumentException(
                    kind.name(), object, "format differs (got " + format + ", expected " + kind.format() + ")", null);
        }
        if (version != kind.version()) {
            throw new DamagedDocumentException(
                    kind.name(),
                    object,
                    "version is not known to this build (got " + version + ", expected " + kind.version() + ")",
                    null);
        }
    }

    private String problems(DocumentKind<?> kind, JsonNode body) {
        Set<ValidationMessage> messages =
                new java.util.LinkedHashSet<>(schemas.get(kind.name()).validate(body));
        return messages.stream()
                .map(ValidationMessage::getMessage)
                .limit(MOST_PROBLEMS_SHOWN)
                .collect(Collectors.joining("; "));
    }

    private static JsonSchema load(JsonSchemaFactory factory, DocumentKind<?> kind) {
        try (InputStream schema = Documents.class.getResourceAsStream(kind.schemaResource())) {
            if (schema == null) {
                throw new IllegalStateException("JSON schema is missing from the jar: " + kind.schemaResource());
            }
            return factory.getSchema(schema);
        } catch (IOException e) {
            throw new IllegalStateException("JSON schema cannot be read: " + kind.schemaResource(), e);
        }
    }

    private static String firstLine(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
