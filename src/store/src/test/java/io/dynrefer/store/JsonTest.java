package io.dynrefer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import io.dynrefer.region.View;
import io.dynrefer.region.ViewSelection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonTest {
    record Item(
            String someName,
            int count,
            double score,
            @Nullable String note,
            List<Task> tasks) {}

    record Request(
            List<Item> items,
            @Nullable Box box,
            @Nullable ImageDigest image,
            @Nullable BlobKey key) {}

    private static final Item ITEM = new Item("a", 1, 0.5, null, List.of(Task.TAGS));

    static Stream<Arguments> values() {
        ImageDigest digest = ImageDigest.of(new byte[0]);
        View view = new View(0.1, new Box(1.5, 2, 3, 4), new PixelBox(1, 2, 3, 4), new Box(0, 0, 224, 224), 12, 120);
        return Stream.of(
                Arguments.of("{\"some_name\":\"a\",\"count\":1,\"score\":0.5,\"tasks\":[\"tags\"]}", ITEM),
                Arguments.of("\"" + digest.hex() + "\"", digest),
                Arguments.of("\"images/a\"", new BlobKey("images/a")),
                Arguments.of("[1.5,2.0,3.0,4.0]", new Box(1.5, 2, 3, 4)),
                Arguments.of("[1,2,3,4]", new PixelBox(1, 2, 3, 4)),
                Arguments.of("{\"width\":3,\"height\":4}", new ImageSize(3, 4)),
                Arguments.of("[\"red\",\"dog\"]", new ControlWords(List.of("red", "dog"))),
                Arguments.of(
                        "{\"words\":[\"dog\",\"red\"],\"name\":\"dog\"}",
                        new ControlWords(List.of("dog", "red"), "dog")),
                Arguments.of(
                        "{\"type\":\"color\",\"synonyms\":[\"red\",\"scarlet\"],\"relation\":\"has\"}",
                        new Attribute("color", List.of("red", "scarlet"), Attribute.Relation.HAS)),
                Arguments.of(
                        "{\"beams\":5,\"max_new_tokens\":30,\"length_penalty\":0.0,\"repetition_penalty\":1.5}",
                        CaptionOptions.INTERACTIVE),
                Arguments.of(
                        "{\"image\":{\"width\":9,\"height\":9},\"region\":[1.0,1.0,2.0,2.0],\"view_size\":224,\"views\":"
                                + "[{\"t\":0.1,\"box\":[1.5,2.0,3.0,4.0],\"crop\":[1,2,3,4],\"region_in_view\":"
                                + "[0.0,0.0,224.0,224.0],\"hamming_distance\":12,\"hash_gain\":120.0}]}",
                        new NestedViews(new ImageSize(9, 9), new Box(1, 1, 2, 2), 224, List.of(view))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void write_andRead_areExact(String json, Object value) {
        assertThat(Json.text(value)).isEqualTo(json);
        assertThat((Object) Json.read(json, value.getClass())).isEqualTo(value);
    }

    static Stream<Arguments> answers() {
        List<ScoredLabel> labels = List.of(new ScoredLabel("Größe 猫", 0.75));
        String json = "[{\"name\":\"Größe 猫\",\"score\":0.75}]";
        return Stream.of(
                Arguments.of("{\"task\":\"tags\",\"tags\":" + json + "}", new Answer.Tags(labels)),
                Arguments.of("{\"task\":\"category\",\"categories\":" + json + "}", new Answer.Category(labels)),
                Arguments.of(
                        "{\"task\":\"category\",\"categories\":[{\"name\":\"cat\",\"score\":-2.5,\"probability\":0.5}],"
                                + "\"known\":0.25}",
                        new Answer.Category(List.of(new ScoredLabel("cat", -2.5, 0.5)), 0.25)),
                Arguments.of("{\"task\":\"attributes\",\"attributes\":" + json + "}", new Answer.Attributes(labels)),
                Arguments.of(
                        "{\"task\":\"caption\",\"caption\":\"a cat\",\"score\":1.0E-5,\"control_words\":[\"cat\"]}",
                        new Answer.Caption("a cat", 1e-5, List.of("cat"))));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_isReadBackAsItsKind(String json, Answer answer) {
        assertThat(Json.text(answer)).isEqualTo(json);
        assertThat(Json.read(json, Answer.class)).isEqualTo(answer);

        BlobKey key = new BlobKey("answers/m/tags/x");
        assertThat(StoredForms.ANSWER.decode(key, StoredForms.ANSWER.encode(answer)))
                .isEqualTo(answer);
    }

    @Test
    void answers_inAList_keepTheirKind() {
        record Holder(List<Answer> answers) {}
        Holder holder = new Holder(List.of(new Answer.Tags(List.of()), new Answer.Caption("", 0, List.of())));

        assertThat(Json.read(Json.write(holder), Holder.class)).isEqualTo(holder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"\"task\"", "\"image\"", "[0.0,0.1,0.5]"})
    void viewSelection_isReadBack(String json) {
        assertThat(Json.text(Json.read(json, ViewSelection.class))).isEqualTo(json);
    }

    @Test
    void viewSelection_wholeNumbers_areCoefficients() {
        assertThat(Json.read("[0, 1]", ViewSelection.class)).isEqualTo(new ViewSelection.Explicit(List.of(0.0, 1.0)));
    }

    @Test
    void write_mapInAnyOrder_isSorted() {
        Map<String, Integer> map = new HashMap<>();
        for (String name : List.of("zebra", "ant", "Bee", "cow")) {
            map.put(name, 1);
        }
        assertThat(Json.text(map)).isEqualTo("{\"Bee\":1,\"ant\":1,\"cow\":1,\"zebra\":1}");
    }

    @Test
    void write_doubles_areShortestAndReadBackExactly() {
        assertThat(Json.text(List.of(0.1, 2e-3, 1e21, 2e23, 5e-324, Double.MAX_VALUE, (double) 0.1f)))
                .isEqualTo("[0.1,0.002,1.0E21,2.0E23,4.9E-324,1.7976931348623157E308,0.10000000149011612]");
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Json.read(Json.write(value), Double.class)).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"items\":[{\"some_name\":1}]}; items[0].some_name; expected a text",
                "{\"items\":[{\"some_name\":\"a\",\"count\":\"5\"}]}; items[0].count; expected a whole number",
                "{\"items\":[{\"some_name\":\"a\",\"count\":1.5}]}; items[0].count; expected a whole number",
                "{\"items\":[{\"some_name\":\"a\",\"count\":99999999999}]}; items[0].count; out of range",
                "{\"items\":[{\"some_name\":\"a\",\"count\":null}]}; items[0].count; null",
                "{\"items\":[{\"some_name\":\"a\",\"count\":1,\"score\":\"NaN\"}]}; items[0].score; expected a number",
                "{\"items\":[{\"some_name\":\"a\",\"count\":1,\"score\":1e999}]}; items[0].score; too large",
                "{\"items\":[{\"some_name\":\"a\",\"count\":1,\"score\":NaN}]}; items[0]; no NaN",
                "{\"items\":[{\"count\":1,\"score\":1,\"tasks\":[]}]}; items[0].some_name; missing",
                "{\"items\":[{\"some_name\":null}]}; items[0].some_name; missing or null",
                "{\"items\":[null]}; items; null",
                "{\"items\":null}; items; missing or null",
                "{}; items; missing",
                "{\"items\":{}}; items; expected a list",
                "{\"items\":[5]}; items[0]; expected an object",
                "{\"items\":[{\"some_name\":\"a\",\"tasks\":[\"smell\"]}]}; items[0].tasks[0]; "
                        + "There is no 'smell'; known are attributes, caption, category, tags.",
                "{\"items\":[{\"some_name\":\"a\",\"tasks\":[2]}]}; items[0].tasks[0]; There is no '2'",
                "{\"items\":[],\"itemz\":[]}; itemz; no such property; known are box, image, items, key",
                "{\"items\":[],\"items\":[]}; body; Duplicate",
                "{\"items\":[]} x; body; not JSON",
                "{\"items\":[]}{}; body; ",
                "{\"items\":[; items; not JSON",
                "; body; empty",
                "null; body; null",
                "{\"items\":[],\"box\":[1,2,3]}; box; this one has 3",
                "{\"items\":[],\"box\":[1,2,3,4,5]}; box; this one has 5",
                "{\"items\":[],\"box\":[1,2,3,\"4\"]}; box; expected a number",
                "{\"items\":[],\"box\":[3,0,1,1]}; box.bbox; A box needs x1 <= x2",
                "{\"items\":[],\"image\":\"abc\"}; image.digest; 64 lower-case hex digits",
                "{\"items\":[],\"key\":\"../x\"}; key; is not a store key",
            })
    void read_doesNotFit_isInvalidNamingTheProperty(@Nullable String json, String field, @Nullable String message) {
        assertThatThrownBy(() -> Json.read(json == null ? "" : json, Request.class))
                .isInstanceOfSatisfying(DynReferException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.field().orElse("none")).startsWith(field);
                })
                .hasMessageContaining(message == null ? "" : message)
                .message()
                .doesNotContain("io.dynrefer", "java.lang", "Cannot deserialize");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"task\":\"smell\"}; There is no kind 'smell'",
                "{\"tags\":[]}; is missing",
                "{\"task\":\"tags\"}; missing",
                "{\"task\":\"tags\",\"tags\":[],\"caption\":\"x\"}; no such property",
                "{\"task\":\"tags\",\"tags\":[{\"name\":\"a\"}]}; score",
                "\"views\"; ",
            })
    void answer_damaged_isInternalNamingTheKey(String json, @Nullable String message) {
        BlobKey key = new BlobKey("answers/m/tags/x");
        assertThatThrownBy(() -> StoredForms.ANSWER.decode(key, json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(DynReferException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
                    assertThat(e.field()).contains(key.value());
                })
                .hasMessageContaining(key.value())
                .hasMessageContaining(message == null ? "" : message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "\"tasks\"; Views are \"task\", \"image\" or a list",
                "[0, 1.5]; between 0",
                "[0, null]; Expected numbers, not null",
                "[0, \"0.1\"]; expected a number",
                "7; Views are",
                "{}; Views are",
            })
    void viewSelection_malformed_isInvalid(String json, @Nullable String message) {
        assertThatThrownBy(() -> Json.read(json, ViewSelection.class))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining(message == null ? "" : message);
    }

    @Test
    void write_notFinite_isRefusedNamingTheProperty() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> Json.write(new Answer.Tags(List.of(new ScoredLabel("a", value)))))
                    .isInstanceOfSatisfying(
                            DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                    .hasMessageContaining("tags[0].score: " + value);
        }
    }

    @Test
    void read_annotatedName_winsOverSnakeCase() {
        record Named(@JsonProperty("dataOffsets") List<Integer> dataOffsets) {}
        assertThat(Json.text(new Named(List.of(1)))).isEqualTo("{\"dataOffsets\":[1]}");
    }

    @Test
    void read_deepNesting_isInvalidNotAStackOverflow() {
        assertThatThrownBy(() -> Json.read("[".repeat(5_000), Object.class)).isInstanceOf(DynReferException.class);
    }
}
