package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalsTest {
    private static final Proposal LARGE = new Proposal(new Box(0, 0, 100, 100), 0.6);
    private static final Proposal SMALL = new Proposal(new Box(60, 60, 80, 80), 0.5);
    private static final Proposals BOTH = new Proposals(List.of(LARGE, SMALL));

    @Test
    void at_inTheMiddleOfASmallBoxNearTheSideOfALargeOne_isTheSmallOne() {
        assertThat(BOTH.at(new Point(70, 70))).contains(SMALL);
    }

    @Test
    void at_inTheMiddleOfTheLargeBox_isThat() {
        assertThat(BOTH.at(new Point(50, 50))).contains(LARGE);
    }

    @Test
    void at_outsideEveryBox_isNothing() {
        assertThat(BOTH.at(new Point(100, 50))).isEmpty();
    }

    @Test
    void cover_countsTheBestAlone() {
        assertThat(BOTH.cover(new Box(60, 60, 80, 78), 2, 0.5)).isTrue();
        assertThat(BOTH.cover(new Box(60, 60, 80, 78), 1, 0.5)).isFalse();
    }

    @Test
    void proposals_moreThanAreKept_areRefused() {
        assertThatThrownBy(() -> new Proposals(Collections.nCopies(Proposals.MOST + 1, SMALL)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
