package io.dynrefer.research.scenes.rooms.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.region.Box;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RendererTest {
    private static final int SIDE = 100;
    /** The focal length is 125 pixels: what is 250 cm away and 100 cm wide covers 50 pixels. */
    private static final float ANGLE = 2 * (float) Math.atan(0.4);

    private static final Vector CENTER = new Vector(0, 50, 0);
    private static final Material QUARTER_RED = Material.matt("red", 0.25f, 0, 0);
    private static final Material WHITE = Material.matt("white", 1, 1, 1);
    private static final Light FROM_THE_FRONT = new Light(new Vector(0, 0, 1), 0.6f, 0.4f);

    private static RenderedScene render(int supersampling, MeshPlacement... placements) {
        Renderer renderer = new Renderer(SIDE, supersampling);
        Camera camera = renderer.camera(new Vector(0, 50, 300), CENTER, ANGLE);
        return renderer.render(List.of(placements), camera, FROM_THE_FRONT, CENTER);
    }

    private static MeshPlacement cube() {
        return Cubes.at(1, 100, QUARTER_RED, new Vector(0, 0, 0));
    }

    private static Visibility of(Map<Integer, Visibility> seen, int id) {
        return Objects.requireNonNull(seen.get(id));
    }

    @Test
    void render_cube_coversTheKnownPixels() {
        for (int supersampling = 1; supersampling <= 2; supersampling++) {
            RenderedScene scene = render(supersampling, cube());
            Visibility visibility = of(scene.visibilities(), 1);
            assertThat(visibility).isEqualTo(new Visibility(new Box(25, 25, 75, 75), 2500, 1));
            assertThat(scene.idAt(50 * supersampling, 50 * supersampling)).isEqualTo(1);
            assertThat(scene.idAt(10, 10)).isZero();
        }
    }

    @Test
    void image_cubeLitFromTheFront_hasTheComputedColor() {
        BufferedImage image = render(2, cube()).image();
        // A quarter of linear red under 0.4 + 0.6 of light is half of the display's range.
        assertThat(image.getRGB(50, 50) & 0xffffff).isEqualTo(0x800000);
        assertThat(image.getWidth()).isEqualTo(SIDE);
    }

    @Test
    void visibilities_halfHiddenCube_countsWhatIsHidden() {
        MeshPlacement hiding = Cubes.at(2, 40, WHITE, new Vector(0, 30, 130));
        Map<Integer, Visibility> seen = render(1, cube(), hiding).visibilities();
        // The nearer cube's front is 150 cm away: 40 cm cover 33.3 pixels, whose middles make 34 columns or 33.
        float hidden = of(seen, 2).pixels();
        assertThat(hidden).isBetween(32f * 32, 34f * 34);
        assertThat(of(seen, 1).pixels()).isEqualTo(2500 - hidden);
        assertThat(of(seen, 1).share()).isEqualTo((2500 - hidden) / 2500);
        assertThat(of(seen, 1).box()).isEqualTo(new Box(25, 25, 75, 75));
    }

    @Test
    void visibilities_objectBehindAnother_isMissing() {
        MeshPlacement hidden = Cubes.at(3, 20, WHITE, new Vector(0, 40, -200));
        assertThat(render(1, cube(), hidden).visibilities()).containsOnlyKeys(1);
    }

    @Test
    void render_clearCubeInFront_showsBothAndOwnsThePixel() {
        Material clear = new Material("clear", 1, 1, 1, 0, 10, 0.5f, null);
        RenderedScene scene = render(1, cube(), Cubes.at(2, 40, clear, new Vector(0, 30, 130)));
        int rgb = scene.image().getRGB(50, 50);
        assertThat(scene.idAt(50, 50)).isEqualTo(2);
        assertThat(rgb >> 16 & 255).isGreaterThan(rgb & 255);
        assertThat(rgb & 255).isPositive();
    }

    @Test
    void render_somethingBetweenSunAndCube_castsAShadow() {
        // Thin and high above the line of sight, so that only its shadow is seen.
        Renderer renderer = new Renderer(SIDE, 1);
        Camera camera = renderer.camera(new Vector(0, 50, 300), CENTER, ANGLE);
        Light fromAbove = new Light(new Vector(0, 1, 1), 0.6f, 0.4f);
        MeshPlacement shade = Cubes.at(2, 60, WHITE, new Vector(0, 150, 150));
        int lit = red(renderer.render(List.of(cube()), camera, fromAbove, CENTER));
        int dark = red(renderer.render(List.of(cube(), shade), camera, fromAbove, CENTER));
        assertThat(dark).isLessThan(lit - 10);
    }

    private static int red(RenderedScene scene) {
        return scene.image().getRGB(50, 48) >> 16 & 255;
    }

    @Test
    void forEachColor_givesTheColorBeforeLighting() {
        List<Float> reds = new ArrayList<>();
        render(1, cube()).forEachColor(1, color -> reds.add(color[0]));
        assertThat(reds).hasSize(2500).allSatisfy(red -> assertThat(red).isEqualTo(0.25f));
    }

    @Test
    void render_finish_changesTheSurface() {
        Finish green = surface -> surface.color(0, 1, 0);
        MeshPlacement painted =
                new MeshPlacement(1, Cubes.of(100, QUARTER_RED), Pose.standing(new Vector(0, 0, 0), 0, 1), green);
        assertThat(render(1, painted).image().getRGB(50, 50) & 0xffffff).isEqualTo(0x00ff00);
    }

    @Test
    void project_pointsOfTheScene_givesPixelAndDepth() {
        Camera camera = new Renderer(SIDE, 1).camera(new Vector(0, 50, 300), CENTER, ANGLE);
        Vector pixel = camera.project(new Vector(50, 100, 50));
        assertThat(pixel.x()).isCloseTo(75, within(1e-3f));
        assertThat(pixel.y()).isCloseTo(25, within(1e-3f));
        assertThat(pixel.z()).isCloseTo(250, within(1e-3f));
    }
}
