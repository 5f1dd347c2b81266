package io.dynrefer.research.scenes.rooms.finish;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.research.scenes.rooms.render.Finish;
import io.dynrefer.research.scenes.rooms.render.Material;
import io.dynrefer.research.scenes.rooms.render.Surface;
import org.junit.jupiter.api.Test;

final class FinishTest {
    private static final Rgb RED = new Rgb(1, 0, 0);
    private static final Rgb BLUE = new Rgb(0, 0, 1);

    private static Surface front(float x, float y) {
        Surface surface = new Surface();
        surface.x = x;
        surface.y = y;
        surface.normalZ = 1;
        surface.color(0.5f, 0.5f, 0.5f);
        return surface;
    }

    private static boolean blue(Finish finish, Surface surface) {
        finish.apply(surface);
        return surface.blue > surface.red;
    }

    @Test
    void striped_runsAroundSidesAndAcrossTops() {
        Finish stripes = new Paint.Patterned(Pattern.STRIPED, RED, BLUE, 10);
        assertThat(blue(stripes, front(1, 1))).isEqualTo(blue(stripes, front(7, 1)));
        assertThat(blue(stripes, front(1, 1))).isNotEqualTo(blue(stripes, front(1, 6)));
        Surface top = front(1, 1);
        top.normalZ = 0;
        top.normalY = 1;
        Surface nextOnTop = front(6, 1);
        nextOnTop.normalZ = 0;
        nextOnTop.normalY = 1;
        assertThat(blue(stripes, top)).isNotEqualTo(blue(stripes, nextOnTop));
    }

    @Test
    void checked_changesAlongBothAxes() {
        Finish checks = new Paint.Patterned(Pattern.CHECKED, RED, BLUE, 10);
        boolean first = blue(checks, front(1, 1));
        assertThat(blue(checks, front(6, 1))).isNotEqualTo(first);
        assertThat(blue(checks, front(1, 6))).isNotEqualTo(first);
        assertThat(blue(checks, front(6, 6))).isEqualTo(first);
    }

    @Test
    void dotted_hasDotsInTheMiddleOfItsCells() {
        Finish dots = new Paint.Patterned(Pattern.DOTTED, RED, BLUE, 10);
        assertThat(blue(dots, front(5, 5))).isTrue();
        assertThat(blue(dots, front(0.5f, 5))).isFalse();
    }

    @Test
    void bandPaint_coatsOnlyItsBand() {
        Finish cap = new Paint.Band(10, 12, new Paint(BLUE));
        assertThat(blue(cap, front(0, 11))).isTrue();
        assertThat(blue(cap, front(0, 9))).isFalse();
    }

    @Test
    void paint_keepsTheTexturesBrightness() {
        Surface bright = front(0, 0);
        bright.color(0.8f, 0.8f, 0.8f);
        Surface dark = front(0, 0);
        dark.color(0.1f, 0.1f, 0.1f);
        new Paint(BLUE).apply(bright);
        new Paint(BLUE).apply(dark);
        assertThat(bright.blue).isGreaterThan(dark.blue);
        assertThat(bright.red).isZero();
    }

    @Test
    void substances_onlyGlassIsClear() {
        Material solid = Material.matt("solid", 1, 1, 1);
        for (Substance substance : Substance.values()) {
            assertThat(substance.opacity(solid) < 1).isEqualTo(substance == Substance.GLASS);
        }
    }

    @Test
    void paintColors_nearIsMutualAndNeverItself() {
        for (PaintColor color : PaintColor.values()) {
            assertThat(color.near(color)).isFalse();
            for (PaintColor other : PaintColor.values()) {
                assertThat(color.near(other)).isEqualTo(other.near(color));
            }
        }
    }
}
