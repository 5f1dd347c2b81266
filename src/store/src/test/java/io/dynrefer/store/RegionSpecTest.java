package io.dynrefer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.MaskRegion;
import io.dynrefer.region.PolygonRegion;
import io.dynrefer.region.Region;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegionSpecTest {
    private static final ImageSize IMAGE = new ImageSize(4, 3);
    private static final MaskRegion MASK = new MaskRegion(IMAGE, List.of(1, 2, 9));
    private static final PolygonRegion TRIANGLE = new PolygonRegion(List.of(List.of(0.0, 0.0, 2.0, 0.0, 0.0, 2.5)));

    static Stream<Arguments> specs() {
        return Stream.of(
                Arguments.of("{\"bbox\":[1,0.5,2,1]}", new BoxRegion(new Box(1, 0.5, 3, 1.5))),
                Arguments.of("{\"bbox\":[1,0.5,2,1],\"bbox_format\":\"xywh\"}", new BoxRegion(new Box(1, 0.5, 3, 1.5))),
                Arguments.of("{\"bbox\":[1,0.5,2,1],\"bbox_format\":\"xyxy\"}", new BoxRegion(new Box(1, 0.5, 2, 1))),
                Arguments.of(
                        "{\"bbox\":[0.25,0,0.5,1],\"bbox_format\":\"normalized\"}", new BoxRegion(new Box(1, 0, 3, 3))),
                Arguments.of("{\"polygon\":[[0,0,2,0,0,2.5]],\"segmentation\":null,\"bbox\":null}", TRIANGLE),
                Arguments.of("{\"segmentation\":[[0,0,2,0,0,2.5]]}", TRIANGLE),
                Arguments.of("{\"rle\":{\"size\":[3,4],\"counts\":[1,2,9]}}", MASK),
                Arguments.of("{\"rle\":{\"size\":[3,4],\"counts\":\"129\"}}", MASK),
                Arguments.of("{\"segmentation\":{\"size\":[3,4],\"counts\":\"129\"}}", MASK),
                Arguments.of("{\"segmentation\":{\"counts\":[1,2,9],\"size\":[3,4]}}", MASK),
                Arguments.of(
                        "{\"bbox\":[1,0,2,1],\"segmentation\":[[0,0,2,0,0,2.5]]}", new BoxRegion(new Box(1, 0, 3, 1))));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void resolve_givesTheRegion(String json, Region region) {
        assertThat(Json.read(json, RegionSpec.class).resolve(IMAGE)).isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{}; region; needs one of bbox, polygon, rle",
                "{\"bbox_format\":\"xyxy\"}; bbox_format; without bbox",
                "{\"bbox_format\":\"xyxy\",\"polygon\":[[0,0,2,0,0,2]]}; bbox_format; the region is a polygon",
                "{\"bbox\":[1,2,3]}; bbox; this one has 3",
                "{\"bbox\":[]}; bbox; this one has 0",
                "{\"bbox\":[1,2,3,4,5]}; bbox; this one has 5",
                "{\"bbox\":[0,0,1,1],\"bbox_format\":\"cxcywh\"}; bbox_format; known are xywh, xyxy, normalized",
                "{\"bbox\":[0,0,1,1],\"bbox_format\":\"XYXY\"}; bbox_format; no bbox_format 'XYXY'",
                "{\"bbox\":[2,2,1,1],\"bbox_format\":\"xyxy\"}; bbox; x1 <= x2",
                "{\"bbox\":[0,0,-1,1]}; bbox; must be positive",
                "{\"bbox\":[0,0,200,100],\"bbox_format\":\"normalized\"}; bbox; each from 0 to 1",
                "{\"bbox\":[0,0,1,1],\"polygon\":[[0,0,2,0,0,2]]}; polygon; bbox and polygon",
                "{\"bbox\":[0,0,1,1],\"rle\":{\"size\":[3,4],\"counts\":\"129\"}}; rle; bbox and rle",
                "{\"polygon\":[[0,0,2,0,0,2]],\"rle\":{\"size\":[3,4],\"counts\":\"129\"}}; rle; polygon and rle",
                "{\"polygon\":[[0,0,2,0,0,2]],\"segmentation\":[[0,0,2,0,0,2]]}; segmentation; Keep one",
                "{\"polygon\":[[0,0,2]]}; polygon[0]; even",
                "{\"polygon\":[[0,0],[2,0],[0,2]]}; polygon[0]; at least 3 points",
                "{\"segmentation\":7}; segmentation; list of polygons",
                "{\"segmentation\":[1,2,3,4,5,6]}; segmentation; list of polygons",
                "{\"segmentation\":[[\"a\"]]}; segmentation; numbers",
                "{\"segmentation\":{\"size\":[3,4]}}; segmentation; size",
                "{\"rle\":{\"size\":[3],\"counts\":\"129\"}}; rle.size; [height, width]",
                "{\"rle\":{\"size\":[0,4],\"counts\":[0]}}; rle.size; at least 1",
                "{\"rle\":{\"size\":[4,3],\"counts\":[1,2,9]}}; rle.size; 4 rows and 3 columns",
                "{\"rle\":{\"size\":[3,4],\"counts\":[1,2]}}; rle.counts; cover 3 pixels",
                "{\"rle\":{\"size\":[3,4],\"counts\":[1.5,2]}}; rle.counts; whole numbers",
                "{\"rle\":{\"size\":[3,4],\"counts\":{}}}; rle.counts; is a list",
                "{\"rle\":{\"size\":[3,4],\"counts\":\"!\"}}; rle.counts; compressed form",
            })
    void resolve_contradiction_isInvalidNamingTheField(String json, String field, String message) {
        RegionSpec spec = Json.read(json, RegionSpec.class);

        assertThatThrownBy(() -> spec.resolve(IMAGE))
                .isInstanceOfSatisfying(DynReferException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.field()).contains(field);
                })
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bbox\":[1,1,0,1]}",
                "{\"bbox\":[1,1,1,2],\"bbox_format\":\"xyxy\"}",
                "{\"bbox\":[0,0,0,0],\"bbox_format\":\"normalized\"}",
                "{\"polygon\":[]}",
                "{\"rle\":{\"size\":[3,4],\"counts\":[12]}}"
            })
    void resolve_noArea_isEmptyRegion(String json) {
        RegionSpec spec = Json.read(json, RegionSpec.class);

        assertThatThrownBy(() -> spec.resolve(IMAGE))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EMPTY_REGION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bbox\":[0,0,NaN,1]}",
                "{\"bbox\":[0,0,\"NaN\",1]}",
                "{\"bbox\":[0,0,1e999,1]}",
                "{\"bbox\":[0,0,null,1]}",
                "{\"bbox\":\"0,0,1,1\"}",
                "{\"bbox\":[[0,0,1,1]]}",
                "{\"box\":[0,0,1,1]}",
                "{\"polygon\":[0,0,2,0,0,2]}",
                "{\"rle\":{\"size\":[3,4]}}",
                "{\"rle\":\"129\"}"
            })
    void read_notEvenTheRightTypes_isInvalid(String json) {
        assertThatThrownBy(() -> Json.read(json, RegionSpec.class))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void region_inMessages_isReadBackExactly() {
        record Message(List<Region> regions) {}
        Message message = new Message(List.of(new BoxRegion(new Box(0.1, -3, 0.1000001, 7.25)), TRIANGLE, MASK));

        String json = Json.text(message);

        assertThat(json)
                .isEqualTo("{\"regions\":[{\"bbox\":[0.1,-3.0,0.1000001,7.25],\"bbox_format\":\"xyxy\"},"
                        + "{\"polygon\":[[0.0,0.0,2.0,0.0,0.0,2.5]]},"
                        + "{\"rle\":{\"size\":[3,4],\"counts\":[1,2,9]}}]}");
        assertThat(Json.read(json, Message.class)).isEqualTo(message);
    }

    @Test
    void region_inMessages_normalizedBoxOrContradiction_isInvalidNamingThePath() {
        record Message(List<Region> regions) {}

        assertThatThrownBy(() ->
                        Json.read("{\"regions\":[{\"bbox\":[0,0,1,1],\"bbox_format\":\"normalized\"}]}", Message.class))
                .hasMessageContaining("needs an image");
        assertThatThrownBy(() -> Json.read("{\"regions\":[{\"bbox\":[0,0,1]}]}", Message.class))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.field()).contains("regions[0].bbox"));
    }

    @Test
    void spec_itself_isReadBack() {
        for (Object[] arguments : specs().map(Arguments::get).toList()) {
            RegionSpec spec = Json.read((String) arguments[0], RegionSpec.class);
            assertThat(Json.read(Json.write(spec), RegionSpec.class)).isEqualTo(spec);
        }
    }
}
