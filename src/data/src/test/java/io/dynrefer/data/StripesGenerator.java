package io.dynrefer.data;

import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.util.List;
import java.util.Random;

/** A generator of tiny pictures, each a random colour with one region. */
final class StripesGenerator implements SceneGenerator {
    private static final ImageSize SIZE = new ImageSize(16, 8);

    private final long seed;
    private final int failAt;

    /** Fails at the training scene with the index {@code failAt}, as a killed process would. */
    StripesGenerator(long seed, int failAt) {
        this.seed = seed;
        this.failAt = failAt;
    }

    StripesGenerator(long seed) {
        this(seed, -1);
    }

    @Override
    public GeneratorCard card() {
        return new GeneratorCard(
                "stripes",
                "Pictures for tests.",
                1,
                seed,
                List.of("stripe"),
                List.of(),
                List.of("color:red"),
                List.of("nobody"));
    }

    @Override
    public int scenes(Split split) {
        return split == Split.VAL ? 0 : 3;
    }

    @Override
    public GeneratedScene scene(Split split, int index) {
        if (split == Split.TRAIN && index == failAt) {
            throw new IllegalStateException("killed");
        }
        Random random = SceneRandom.of(seed, split, index);
        byte[] pixels = new byte[SIZE.width() * SIZE.height() * 3];
        random.nextBytes(pixels);
        AnnotatedRegion region = new AnnotatedRegion(
                0,
                new Box(random.nextInt(5), 0, 6 + random.nextInt(5), 4.5),
                List.of("a stripe"),
                new RegionLabels(
                        "stripe", List.of("stripe", "noise"), List.of(), List.of(), List.of(), CaptionSlots.NONE),
                new RegionOrigin("stripes", false, "nowhere", split.wireName()));
        return GeneratedScene.drawn(new RgbImage(SIZE, pixels), List.of(region));
    }
}
