package io.tracker.jobs.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** Writes records as JSON in UTF-8 and reads them back: unknown, absent and doubled fields are refused. Thread safe. */
public final class JobDocuments {
    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    /** Writes a record for people, too. */
    public byte[] write(Object document) {
        return write(mapper.writer(), document);
    }

    /** Writes a record in one line. */
    public byte[] writeLine(Object document) {
        return write(mapper.writer().without(SerializationFeature.INDENT_OUTPUT), document);
    }

    private static byte[] write(ObjectWriter writer, Object document) {
        try {
            return writer.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot be written as JSON: " + document.getClass(), e);
        }
    }

    /**
     * Reads a record.
     *
     * @param name of the document, for messages
     * @throws IOException if it is not a whole and valid one
     */
    public <T> T read(byte[] json, Class<T> type, String name) throws IOException {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IOException("Document is damaged: " + name + ": " + e.getOriginalMessage(), e);
        }
    }
}
