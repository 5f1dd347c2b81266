package io.dynrefer.functions.encode;

import io.dynrefer.region.Box;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A small pass through everything that encodes, whose numbers must stay what they were at the start. An engine that has
 * lost its accelerator fails every pass or answers anything; then the canary tells it from a request that is at fault.
 */
final class Canary {
    private static final Logger LOG = Logger.getLogger(Canary.class);
    /** Of the largest number: what another batch or another algorithm of the same engine may change. */
    private static final double TOLERANCE = 1e-2;

    private final Supplier<FloatMatrix> pass;
    private final float[] expected;

    /** @throws IllegalStateException if the engine does not compute */
    Canary(ImageEncoder images, RegionEncoder regions) {
        this(() -> pass(images, regions));
    }

    Canary(Supplier<FloatMatrix> pass) {
        this.pass = pass;
        this.expected = numbers(pass.get());
        double largest = largest(expected);
        if (!Double.isFinite(largest) || largest == 0) {
            throw new IllegalStateException(
                    "the weights turn a picture into nothing: its largest number is " + largest);
        }
        if (!isWell()) {
            throw new IllegalStateException("the engine gives other numbers for the same picture");
        }
    }

    /** Whether a pass gives the right numbers now. */
    boolean isWell() {
        try {
            float[] found = numbers(pass.get());
            double allowed = TOLERANCE * largest(expected);
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(found[i] - expected[i]) <= allowed)) { // Not a number is wrong, too.
                    LOG.errorf("A pass gave %s where %s is right", found[i], expected[i]);
                    return false;
                }
            }
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A pass of the engine failed", e);
            return false;
        }
    }

    private static FloatMatrix pass(ImageEncoder images, RegionEncoder regions) {
        int side = images.viewSize();
        int views = regions.viewCount();
        ViewEmbedding embedding = images.encode(List.of(picture(side))).get(0);
        RegionViews region = new RegionViews(
                Collections.nCopies(views, 0.5),
                Collections.nCopies(views, embedding),
                Collections.nCopies(views, new Box(side / 4, side / 4, side / 2, side / 2)));
        return regions.represent(List.of(region)).get(0).queries();
    }

    private static RgbImage picture(int side) {
        byte[] pixels = new byte[side * side * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31);
        }
        return new RgbImage(new ImageSize(side, side), pixels);
    }

    private static float[] numbers(FloatMatrix matrix) {
        FloatBuffer values = matrix.values().duplicate();
        float[] numbers = new float[values.remaining()];
        values.get(numbers);
        return numbers;
    }

    private static double largest(float[] numbers) {
        double largest = 0;
        for (float number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        return largest;
    }
}
