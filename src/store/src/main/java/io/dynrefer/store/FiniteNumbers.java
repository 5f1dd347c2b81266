package io.dynrefer.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.dynrefer.region.Quoted;
import java.io.IOException;

/**
 * Numbers in JSON are finite. Jackson alone writes NaN as the text {@code "NaN"}, reads that text back as a number and
 * reads 1e999 as infinity.
 */
final class FiniteNumbers {
    private FiniteNumbers() {}

    static void addTo(SimpleModule module) {
        module.addSerializer(Double.class, new DoubleWriter());
        module.addSerializer(Double.TYPE, new DoubleWriter());
        module.addDeserializer(Double.class, new DoubleReader());
        module.addDeserializer(Double.TYPE, new DoubleReader());
    }

    private static final class DoubleWriter extends StdSerializer<Double> {
        private static final long serialVersionUID = 1L;

        DoubleWriter() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (!Double.isFinite(value)) {
                throw JsonMappingException.from(json, value + " has no place in JSON");
            }
            json.writeNumber(value.doubleValue());
        }
    }

    private static final class DoubleReader extends StdDeserializer<Double> {
        private static final long serialVersionUID = 1L;

        DoubleReader() {
            super(Double.class);
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.currentToken().isNumeric()) {
                return (Double) context.handleUnexpectedToken(Double.class, json);
            }
            double value = json.getDoubleValue();
            if (!Double.isFinite(value)) {
                throw JsonMappingException.from(json, "The number " + Quoted.of(json.getText()) + " is too large.");
            }
            return value;
        }
    }
}
