package io.dynrefer.research.scenes.composites;

import io.dynrefer.region.PixelBox;
import java.util.List;

/**
 * A scene before it is drawn.
 *
 * @param kind the kind of place
 * @param background the photo
 * @param crop the square of the photo that is shown
 * @param cutouts from far to near, the order in which they are drawn
 */
record ComposedScene(
        CompositeSources.SceneKind kind,
        CompositeSources.Background background,
        PixelBox crop,
        List<PlacedCutout> cutouts) {
    ComposedScene {
        cutouts = List.copyOf(cutouts);
    }
}
