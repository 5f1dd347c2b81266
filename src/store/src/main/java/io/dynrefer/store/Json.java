package io.dynrefer.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The system's JSON: records with {@code snake_case} names.
 *
 * <p>Reading is strict: unknown and duplicate properties, missing or null components that are not {@code @Nullable},
 * text where a number belongs, fractions where an integer belongs, numbers that are not finite and anything after the
 * document are 400s that name the property ({@code regions[2].bbox}). Writing is canonical: equal values give equal
 * bytes on every Java version (record components in order, map entries by key, the shortest decimals that read back as
 * the same number, absent components and white space left out), so a digest of the bytes identifies the value; NaN and
 * infinities are refused.
 */
public final class Json {
    /** Characters in one text: room for a base64 image. */
    private static final int MAX_TEXT = 64 << 20;

    private static final int MAX_DEPTH = 100;

    /** Names, numbers, texts and brackets of a document from outside: what reading one costs. */
    private static final long MAX_TOKENS_SENT = 3_000_000;

    private static final ObjectMapper MAPPER = configure(new ObjectMapper(new JsonFactory()));
    private static final ObjectMapper SENT =
            limited(configure(new ObjectMapper(new JsonFactory()))).registerModule(WholeNumbers.module());

    private Json() {}

    /** Gives a mapper, such as a web framework's, the rules of this class; returns it. */
    public static ObjectMapper configure(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT)
                        .build())
                .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
                // Double.toString changed in Java 19; Jackson's own writer gives the same digits everywhere.
                .configure(JsonGenerator.Feature.USE_FAST_DOUBLE_WRITER, true);
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setAnnotationIntrospector(new RecordIntrospector())
                .registerModule(new DomainModule());
        refuseCoercion(mapper);
        return mapper;
    }

    private static ObjectMapper limited(ObjectMapper mapper) {
        mapper.getFactory()
                .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature(), true)
                .setStreamReadConstraints(mapper.getFactory()
                        .streamReadConstraints()
                        .rebuild()
                        .maxTokenCount(MAX_TOKENS_SENT)
                        .build());
        return mapper;
    }

    private static void refuseCoercion(ObjectMapper mapper) {
        for (LogicalType type : new LogicalType[] {LogicalType.Integer, LogicalType.Float, LogicalType.Boolean}) {
            mapper.coercionConfigFor(type)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        }
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    }

    /** A mapper with the rules of this class that the caller may change. */
    public static ObjectMapper mapper() {
        return MAPPER.copy();
    }

    /** The value as canonical UTF-8 JSON. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw JsonProblems.unwritable(value, e);
        }
    }

    /** The value as canonical JSON text. */
    public static String text(Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /** The value of this UTF-8 JSON document; a document that does not fit is a 400 that names the property. */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(MAPPER, json, type);
    }

    /**
     * As {@link #read(byte[], Class)}, for documents from outside: reading ends with a 413 at so many values that they
     * cannot all be meant. NaN in a member that nobody reads is nothing; whole numbers may be written {@code 1.0}.
     */
    public static <T> T readSent(byte[] json, Class<T> type) {
        return read(SENT, json, type);
    }

    /** As {@link #readSent(byte[], Class)}, for parsed JSON from outside. */
    public static <T> T readSent(JsonNode json, Class<T> type) {
        try {
            return SENT.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw JsonProblems.unreadable(e);
        }
    }

    /**
     * A mapper for files of other programs, however long: by the rules of this class, but NaN in a member that nobody
     * reads is nothing.
     */
    public static ObjectMapper lenientMapper() {
        ObjectMapper mapper = MAPPER.copy();
        mapper.getFactory().configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature(), true);
        return mapper;
    }

    private static <T> T read(ObjectMapper mapper, byte[] json, Class<T> type) {
        try {
            T value = mapper.readValue(json, type);
            if (value == null) {
                throw DynReferException.invalid("body", "The JSON document is null; send the value itself.");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw JsonProblems.unreadable(e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading an array in memory", e);
        }
    }

    /** The value that parsed JSON stands for; errors as in {@link #read(byte[], Class)}. */
    public static <T> T read(JsonNode json, Class<T> type) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw JsonProblems.unreadable(e);
        }
    }

    /** As {@link #read(byte[], Class)}. */
    public static <T> T read(String json, Class<T> type) {
        return read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
