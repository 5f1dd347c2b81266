package io.dynrefer.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** Whole numbers, also as data frames write them: {@code 1.0}. */
final class WholeNumbers extends StdDeserializer<Integer> {
    private static final long serialVersionUID = 1L;

    private WholeNumbers() {
        super(Integer.class);
    }

    static SimpleModule module() {
        return new SimpleModule("whole numbers").addDeserializer(Integer.class, new WholeNumbers());
    }

    @Override
    public Integer deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return json.getIntValue();
        }
        if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                && json.getDoubleValue() == (int) json.getDoubleValue()) {
            return (int) json.getDoubleValue();
        }
        return (Integer) context.handleUnexpectedToken(Integer.class, json);
    }
}
