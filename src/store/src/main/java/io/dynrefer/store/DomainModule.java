package io.dynrefer.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.dynrefer.region.Answer;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.Region;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How the vocabulary, which knows nothing of JSON, is written: digests as text, boxes as lists, answers by task. */
final class DomainModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    DomainModule() {
        super("dynrefer");
        setMixInAnnotation(Answer.class, AnswerMixIn.class);
        setMixInAnnotation(ImageDigest.class, ImageDigestMixIn.class);
        BoxLists.addTo(this);
        addSerializer(ViewSelection.class, new ViewSelectionWriter());
        addDeserializer(ViewSelection.class, new ViewSelectionReader<>(ViewSelection.class));
        addDeserializer(ViewSelection.Common.class, new ViewSelectionReader<>(ViewSelection.Common.class));
        addSerializer(Region.class, new StdDelegatingSerializer(Region.class, new RegionToSpec()));
        addDeserializer(Region.class, new StdDelegatingDeserializer<>(new SpecToRegion()));
        addSerializer(ControlWords.class, new StdDelegatingSerializer(ControlWords.class, new ControlWordsToJson()));
        addDeserializer(ControlWords.class, new StdDelegatingDeserializer<>(new JsonToControlWords()));
        FiniteNumbers.addTo(this);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Answer.Tags.class, name = "tags"),
        @JsonSubTypes.Type(value = Answer.Category.class, name = "category"),
        @JsonSubTypes.Type(value = Answer.Attributes.class, name = "attributes"),
        @JsonSubTypes.Type(value = Answer.Caption.class, name = "caption")
    })
    private interface AnswerMixIn {
        @JsonIgnore
        Task task();
    }

    private abstract static class ImageDigestMixIn {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        ImageDigestMixIn(@SuppressWarnings("unused") String hex) {}

        @JsonValue
        abstract String hex();
    }

    /** Control words of which one is the thing's name; others are a list. */
    private record NamedWords(List<String> words, String name) {}

    private static final class ControlWordsToJson extends StdConverter<ControlWords, Object> {
        @Override
        public Object convert(ControlWords control) {
            return control.name() == null ? control.words() : new NamedWords(control.words(), control.name());
        }
    }

    private static final class JsonToControlWords extends StdConverter<JsonNode, ControlWords> {
        @Override
        public ControlWords convert(JsonNode json) {
            List<String> words = new ArrayList<>();
            (json.isArray() ? json : json.path("words")).forEach(word -> words.add(word.asText()));
            return new ControlWords(words, json.path("name").textValue());
        }
    }

    private static final class RegionToSpec extends StdConverter<Region, RegionSpec> {
        @Override
        public RegionSpec convert(Region region) {
            return RegionSpec.of(region);
        }
    }

    private static final class SpecToRegion extends StdConverter<RegionSpec, Region> {
        @Override
        public Region convert(RegionSpec spec) {
            return spec.resolveWithoutImage();
        }
    }

    /** {@code "task"}, {@code "image"} or the coefficients. */
    private static final class ViewSelectionWriter extends StdSerializer<ViewSelection> {
        private static final long serialVersionUID = 1L;

        ViewSelectionWriter() {
            super(ViewSelection.class);
        }

        @Override
        public void serialize(ViewSelection selection, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            if (selection instanceof ViewSelection.Explicit explicit) {
                provider.defaultSerializeValue(explicit.coefficients(), json);
            } else {
                json.writeString(selection.text());
            }
        }
    }

    private static final class ViewSelectionReader<T extends ViewSelection> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final Class<T> type;

        ViewSelectionReader(Class<T> type) {
            super(type);
            this.type = type;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            ViewSelection selection = read(json, context);
            if (!type.isInstance(selection)) {
                throw JsonMappingException.from(json, "A step takes \"image\" or coefficients: it knows no task.");
            }
            return type.cast(selection);
        }

        private static ViewSelection read(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                return new ViewSelection.Explicit(List.of(BoxLists.numbers(json, context, Double[].class)));
            }
            String text = json.getText();
            if (!text.equals("task") && !text.equals("image")) {
                throw JsonMappingException.from(
                        json, "Views are \"task\", \"image\" or a list of coefficients such as [0, 0.1, 0.5].");
            }
            return ViewSelection.parse(text);
        }
    }
}
