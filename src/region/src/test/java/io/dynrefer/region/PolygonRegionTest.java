package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PolygonRegionTest {
    @Test
    void bounds_severalParts_spanThemAll() {
        PolygonRegion region = new PolygonRegion(
                List.of(List.of(10.0, 20.0, 15.5, 22.0, 11.0, 30.0), List.of(2.5, 40.0, 3.0, 41.0, 2.0, 45.25)));

        assertThat(region.bounds()).isEqualTo(new Box(2, 20, 15.5, 45.25));
    }

    @Test
    void bounds_narrowerThanAPixel_widenedToOneTowardsTheOrigin() {
        PolygonRegion line = new PolygonRegion(List.of(List.of(9.5, 2.0, 9.5, 4.0, 9.5, 8.0)));

        assertThat(line.bounds()).isEqualTo(new Box(8.5, 2, 9.5, 8));
    }

    @Test
    void bounds_lineOnTheLeftEdge_widenedIntoTheImage() {
        PolygonRegion line = new PolygonRegion(List.of(List.of(0.0, 2.0, 0.0, 4.0, 0.0, 8.0)));

        assertThat(line.bounds()).isEqualTo(new Box(0, 2, 1, 8));
    }

    @Test
    void construct_noPart_emptyRegion() {
        refused(List.of(), ErrorCode.EMPTY_REGION, "polygon", "at least one part");
    }

    @Test
    void construct_fewerThanThreePoints_namesThePart() {
        List<Double> triangle = List.of(0.0, 0.0, 1.0, 0.0, 0.0, 1.0);

        refused(
                List.of(triangle, List.of(1.0, 2.0, 3.0, 4.0)),
                ErrorCode.INVALID_REQUEST,
                "polygon[1]",
                "at least 3 points");
    }

    @Test
    void construct_oddCount_namesThePart() {
        refused(
                List.of(List.of(0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 2.0)),
                ErrorCode.INVALID_REQUEST,
                "polygon[0]",
                "even count");
    }

    @Test
    void construct_notANumber_namesThePart() {
        refused(
                List.of(List.of(0.0, 0.0, Double.NaN, 0.0, 0.0, 1.0)),
                ErrorCode.INVALID_REQUEST,
                "polygon[0]",
                "finite");
        refused(
                List.of(List.of(0.0, 0.0, Double.POSITIVE_INFINITY, 0.0, 0.0, 1.0)),
                ErrorCode.INVALID_REQUEST,
                "polygon[0]",
                "finite");
    }

    private static void refused(List<List<Double>> parts, ErrorCode code, String field, String message) {
        assertThatThrownBy(() -> new PolygonRegion(parts))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(((DynReferException) e).code()).isEqualTo(code))
                .satisfies(e -> assertThat(((DynReferException) e).field()).contains(field));
    }
}
