package io.dynrefer.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.dynrefer.region.Box;
import io.dynrefer.region.PixelBox;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Boxes as lists {@code [x1, y1, x2, y2]}. */
final class BoxLists {
    private static final int COORDINATES = 4;

    private BoxLists() {}

    static void addTo(SimpleModule module) {
        module.addSerializer(
                Box.class, new Writer<>(Box.class, box -> List.of(box.x1(), box.y1(), box.x2(), box.y2())));
        module.addSerializer(
                PixelBox.class, new Writer<>(PixelBox.class, box -> List.of(box.x1(), box.y1(), box.x2(), box.y2())));
        module.addDeserializer(
                Box.class,
                new Reader<>(Box.class, Double[].class, list -> new Box(list[0], list[1], list[2], list[3])));
        module.addDeserializer(
                PixelBox.class,
                new Reader<>(
                        PixelBox.class, Integer[].class, list -> new PixelBox(list[0], list[1], list[2], list[3])));
    }

    /** The list the parser is at; a null in it is refused. */
    static <N> N[] numbers(JsonParser json, DeserializationContext context, Class<N[]> list) throws IOException {
        N[] numbers = context.readValue(json, list);
        if (Stream.of(numbers).anyMatch(Objects::isNull)) {
            throw JsonMappingException.from(json, "Expected numbers, not null.");
        }
        return numbers;
    }

    private static final class Writer<B> extends StdSerializer<B> {
        private static final long serialVersionUID = 1L;

        private final transient Function<B, List<? extends Number>> coordinates;

        Writer(Class<B> type, Function<B, List<? extends Number>> coordinates) {
            super(type);
            this.coordinates = coordinates;
        }

        @Override
        public void serialize(B box, JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(coordinates.apply(box), json);
        }
    }

    private static final class Reader<B, N> extends StdDeserializer<B> {
        private static final long serialVersionUID = 1L;

        private final Class<N[]> list;
        private final transient Function<N[], B> box;

        Reader(Class<B> type, Class<N[]> list, Function<N[], B> box) {
            super(type);
            this.list = list;
            this.box = box;
        }

        @Override
        public B deserialize(JsonParser json, DeserializationContext context) throws IOException {
            N[] coordinates = numbers(json, context, list);
            if (coordinates.length != COORDINATES) {
                throw JsonMappingException.from(
                        json, "A box is a list of 4 numbers, x1, y1, x2, y2; this one has " + coordinates.length + ".");
            }
            return box.apply(coordinates);
        }
    }
}
