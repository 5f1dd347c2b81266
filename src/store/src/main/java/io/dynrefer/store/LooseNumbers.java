package io.dynrefer.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/**
 * Coordinates as data frames write them: one that is missing is {@code NaN}, which is the problem of its own region and
 * not of the document. JSON has no such number, so it is written as text.
 */
public final class LooseNumbers {
    private LooseNumbers() {}

    /** Reads a number, or one of the texts {@code NaN}, {@code Infinity} and {@code -Infinity}. */
    public static final class Reader extends StdDeserializer<Double> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Double.class);
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken().isNumeric()) {
                return json.getDoubleValue();
            }
            return switch (json.getText()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> (Double) context.handleUnexpectedToken(Double.class, json);
            };
        }

        @Override
        public Double getNullValue(DeserializationContext context) throws JsonMappingException {
            throw JsonMappingException.from(context, "A coordinate is a number, not null.");
        }
    }

    /** Writes what {@link Reader} reads. */
    public static final class Writer extends StdSerializer<Double> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value.doubleValue());
            } else {
                json.writeString(value.toString());
            }
        }
    }
}
