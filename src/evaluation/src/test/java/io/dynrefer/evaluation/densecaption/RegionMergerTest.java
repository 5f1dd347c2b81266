package io.dynrefer.evaluation.densecaption;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionMergerTest {
    private static CaptionedBox at(double x, String caption) {
        return new CaptionedBox(new Box(x, 0, x + 100, 50), caption);
    }

    @Test
    void merge_overlappingAnnotations_takesTheMeanBoxAndAllCaptions() {
        List<MergedRegion> groups = RegionMerger.merge(List.of(at(0, "a dog"), at(500, "a cat"), at(4, "dog")));
        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).members()).containsExactly(0, 2);
        assertThat(groups.get(0).box()).isEqualTo(new Box(2, 0, 102, 50));
        assertThat(groups.get(0).captions()).containsExactly("a dog", "dog");
        assertThat(groups.get(1).members()).containsExactly(1);
    }

    @Test
    void merge_chain_startsWithTheAnnotationThatHasMostNeighbours() {
        List<MergedRegion> groups = RegionMerger.merge(List.of(at(0, "a"), at(15, "b"), at(30, "c")));
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).members()).containsExactly(0, 1, 2);
    }

    @Test
    void merge_boxWithoutArea_isLeftOut() {
        assertThat(RegionMerger.merge(List.of(new CaptionedBox(new Box(5, 5, 5, 9), "a line"))))
                .isEmpty();
    }
}
