package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.views.ImagePriorPolicy.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagePriorPolicyTest extends ViewSelectionPolicyContract {
    @Override
    ViewSelectionPolicy policy(int viewCount) {
        return new ImagePriorPolicy();
    }

    @Test
    void select_flatPicture_firstCandidateAgainAndAgain() {
        PlacedRegion flat = regions().get(2);

        assertThat(new ImagePriorPolicy().select(flat, 4)).containsExactly(0.0, 0.1, 0.1, 0.1);
    }

    @Test
    void best_byScore_notByCoefficient() {
        assertThat(ImagePriorPolicy.best(List.of(candidate(0.1, 1), candidate(0.2, 5), candidate(0.3, 9)), 3))
                .containsExactly(0.0, 0.3, 0.2);
    }

    @Test
    void best_tie_smallerCoefficient() {
        assertThat(ImagePriorPolicy.best(List.of(candidate(0.1, 2), candidate(0.2, 4), candidate(0.4, 8)), 2))
                .containsExactly(0.0, 0.1);
    }

    @Test
    void best_onlyZerosLeft_firstCandidateAgain() {
        assertThat(ImagePriorPolicy.best(List.of(candidate(0.1, 0), candidate(0.2, 4)), 4))
                .containsExactly(0.0, 0.2, 0.1, 0.1);
    }

    private static Candidate candidate(double t, int hammingDistance) {
        return new Candidate(t, new PerceptualHash(0), hammingDistance, hammingDistance / t);
    }
}
