package io.dynrefer.research.scenes.rooms.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class PoseTest {
    private static final Vector BASE = new Vector(10, 20, 30);
    private static final Mesh CUBE = Cubes.of(40, Material.matt("", 1, 1, 1));

    private static void assertAt(Vector actual, float x, float y, float z) {
        assertThat(actual.x()).isCloseTo(x, within(1e-4f));
        assertThat(actual.y()).isCloseTo(y, within(1e-4f));
        assertThat(actual.z()).isCloseTo(z, within(1e-4f));
    }

    @Test
    void standing_quarterTurn_bringsTheRightSideToTheBack() {
        Pose pose = Pose.standing(BASE, (float) Math.PI / 2, 2);
        assertAt(pose.place(new Vector(1, 0, 0)), 10, 20, 28);
        assertAt(pose.place(new Vector(0, 3, 0)), 10, 26, 30);
        assertAt(pose.place(new Vector(0, 0, 1)), 12, 20, 30);
    }

    @Test
    void lying_restsOnTheGroundWithItsMiddleOverTheBase() {
        Pose pose = Pose.lying(BASE, 0, 1, CUBE);
        // The top comes to the front, the front to the bottom; the middle of the cube is over the base.
        assertAt(pose.place(new Vector(0, 20, 0)), 10, 40, 30);
        assertAt(pose.place(new Vector(0, 40, 0)), 10, 40, 50);
        assertAt(pose.place(new Vector(0, 20, 20)), 10, 20, 30);
    }
}
