package io.dynrefer.referring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.RegionSpec;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReferLimitsTest {
    private static final Box BOX = new Box(1, 2, 30, 40);

    @Test
    void default_isPinned() {
        assertThat(ReferLimits.DEFAULT).isEqualTo(new ReferLimits(256, 5_000, 100, 60_000, 64, 500, null));
    }

    @Test
    void check_moreRegionsThanAllowed_isTooLarge() {
        assertRefused(
                request(Collections.nCopies(257, BOX).toArray(Box[]::new), Vocabulary.BUILT_IN, List.of()),
                ErrorCode.TOO_LARGE,
                "regions");
    }

    @Test
    void check_hugeVocabulary_isTooLarge() {
        Vocabulary huge = new Vocabulary(Collections.nCopies(5_001, "cat"), List.of());

        assertRefused(request(new Box[] {BOX}, huge, List.of()), ErrorCode.TOO_LARGE, "vocabulary.categories");
    }

    @Test
    void check_vocabularyOfManyLetters_isTooLarge() {
        Vocabulary long98 = new Vocabulary(Collections.nCopies(700, "x".repeat(98)), List.of());

        assertRefused(request(new Box[] {BOX}, long98, List.of()), ErrorCode.TOO_LARGE, "vocabulary.categories");
    }

    @Test
    void check_longId_namesItsPlace() {
        ReferRequest request = request(
                List.of(new ReferRequest.RegionRequest("x".repeat(101), RegionSpec.of(new BoxRegion(BOX)))),
                Vocabulary.BUILT_IN,
                List.of());

        assertRefused(request, ErrorCode.INVALID_REQUEST, "regions[0].id");
    }

    @Test
    void check_manyPointsOrRuns_isTooLargeBeforeTheyAreLookedAt() {
        List<Double> points = Collections.nCopies(600_000, 1.0);
        RegionSpec polygon = new RegionSpec(null, null, List.of(points, points), null, null);
        RegionSpec mask = new RegionSpec(
                null, null, null, new RegionSpec.Rle(List.of(1, 1), TextNode.valueOf("0".repeat(1_000_001))), null);

        for (RegionSpec shape : List.of(polygon, mask)) {
            assertRefused(
                    request(List.of(new ReferRequest.RegionRequest("a", shape)), Vocabulary.BUILT_IN, List.of()),
                    ErrorCode.TOO_LARGE,
                    "regions");
        }
    }

    @Test
    void check_blankOrLongAttribute_namesItsPlace() {
        for (String word : List.of(" ", "x".repeat(101))) {
            Vocabulary words = new Vocabulary(List.of(), List.of(Attribute.parse("color:" + word)));

            assertRefused(
                    request(new Box[] {BOX}, words, List.of()), ErrorCode.INVALID_REQUEST, "vocabulary.attributes[1]");
        }
    }

    @Test
    void check_tooManyControls_isTooLarge() {
        assertRefused(
                request(new Box[] {BOX}, Vocabulary.BUILT_IN, Collections.nCopies(65, "red")),
                ErrorCode.TOO_LARGE,
                "controls");
    }

    private static ReferRequest request(Box[] boxes, Vocabulary vocabulary, List<String> controls) {
        return request(PipelineFixture.regions(boxes), vocabulary, controls);
    }

    private static ReferRequest request(
            List<ReferRequest.RegionRequest> regions, Vocabulary vocabulary, List<String> controls) {
        return new ReferRequest(
                PipelineFixture.photo(),
                regions,
                Set.of(Task.values()),
                new ViewSelection.ByTask(),
                vocabulary,
                controls,
                null,
                null,
                ReferRequest.DEFAULT_TOP_K,
                CaptionOptions.INTERACTIVE);
    }

    private static void assertRefused(ReferRequest request, ErrorCode code, String field) {
        assertThatThrownBy(() -> ReferLimits.DEFAULT.check(request))
                .isInstanceOfSatisfying(DynReferException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(code);
                    assertThat(failure.field()).contains(field);
                });
    }
}
