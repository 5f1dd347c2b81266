package io.dynrefer.research.scenes.rooms.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.research.scenes.rooms.finish.PaintColor;
import io.dynrefer.research.scenes.rooms.finish.Rgb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ColorVoteTest {
    private static ColorVote votes(int count, PaintColor color, ColorVote vote) {
        Rgb rgb = color.rgb();
        for (int pixel = 0; pixel < count; pixel++) {
            vote.add(new float[] {rgb.red(), rgb.green(), rgb.blue()});
        }
        return vote;
    }

    @ParameterizedTest
    @EnumSource(PaintColor.class)
    void colors_ofAPaintedSurface_nameThePaint(PaintColor color) {
        ColorVote vote = votes(10, color, new ColorVote());
        assertThat(vote.colors()).containsExactly(color);
        assertThat(vote.absent()).doesNotContain(color).noneMatch(color::near);
    }

    @Test
    void colors_ofAMixedSurface_areUnknown() {
        ColorVote vote = votes(5, PaintColor.GREEN, votes(5, PaintColor.WHITE, new ColorVote()));
        assertThat(vote.colors()).isEmpty();
        assertThat(vote.absent())
                .contains(PaintColor.RED, PaintColor.PURPLE)
                .doesNotContain(PaintColor.GREEN, PaintColor.WHITE, PaintColor.GRAY);
    }

    @Test
    void absent_withoutAnyPixel_isUnknown() {
        assertThat(new ColorVote().absent()).isEmpty();
    }
}
