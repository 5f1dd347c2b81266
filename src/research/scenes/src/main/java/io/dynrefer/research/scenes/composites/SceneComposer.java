package io.dynrefer.research.scenes.composites;

import io.dynrefer.data.Split;
import io.dynrefer.region.Box;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.research.scenes.composites.CompositeSources.Background;
import io.dynrefer.research.scenes.composites.CompositeSources.SceneKind;
import io.dynrefer.research.scenes.composites.CompositeSources.Stamp;
import io.dynrefer.research.scenes.composites.CompositeSources.StampCategory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Decides what a scene shows. Things and places are drawn independently, so an elephant may stand in the surf: what
 * usually goes together cannot stand in for looking. Near things are lower and larger than far ones; every thing is at
 * most {@link #MAX_COVERED} behind any other.
 */
final class SceneComposer {
    private static final int MIN_CUTOUTS = 2;
    private static final int MAX_CUTOUTS = 4;
    private static final int ATTEMPTS = 60;
    private static final double MAX_COVERED = 0.15;

    /** How often the next thing is of the same category as the one before, so that there is something to count. */
    private static final double REPEATED = 0.18;

    /** Longest side of the farthest and of the nearest things, before their random factor. */
    private static final double FAR_SIDE = 62;

    private static final double NEAR_SIDE = 150;
    private static final double SIZE_JITTER = 0.25;

    /** Narrower, a guitar would be a line. */
    private static final double LEAST_SHORT_SIDE = 22;

    /** Row of the feet of the farthest and of the nearest things. */
    private static final double FAR_ROW = 0.5;

    private static final double NEAR_ROW = 0.97;

    /** Small cut-outs of fruits would turn to mush beyond this. */
    private static final double MAX_ENLARGEMENT = 2.2;

    private static final double LEAST_CROP = 0.62;

    /** Part of each side of a background that is never shown: some photos have black bars. */
    private static final double MARGIN = 0.06;

    private final CompositeSources sources;
    private final CompositeImages images;
    private final Map<Stamp, ColorShares> colors = new HashMap<>();

    SceneComposer(CompositeSources sources, CompositeImages images) {
        this.sources = sources;
        this.images = images;
    }

    ComposedScene compose(Split split, Random random) {
        List<SceneKind> kinds = sources.scenes().stream()
                .filter(kind -> !backgrounds(kind, split).isEmpty())
                .toList();
        SceneKind kind = kinds.get(random.nextInt(kinds.size()));
        List<Background> choice = backgrounds(kind, split);
        Background background = choice.get(random.nextInt(choice.size()));
        PixelBox crop = crop(images.background(background), random);
        List<PlacedCutout> cutouts = cutouts(split, random);
        cutouts.sort(Comparator.comparingDouble(PlacedCutout::depth));
        return new ComposedScene(kind, background, crop, cutouts);
    }

    private static List<Background> backgrounds(SceneKind kind, Split split) {
        return kind.backgrounds().stream()
                .filter(background -> background.split() == split)
                .toList();
    }

    private static PixelBox crop(RgbImage background, Random random) {
        int marginX = (int) Math.ceil(background.width() * MARGIN);
        int marginY = (int) Math.ceil(background.height() * MARGIN);
        int width = background.width() - 2 * marginX;
        int height = background.height() - 2 * marginY;
        double part = LEAST_CROP + (1 - LEAST_CROP) * random.nextDouble();
        int side = (int) Math.round(Math.min(width, height) * part);
        int x = marginX + random.nextInt(width - side + 1);
        int y = marginY + random.nextInt(height - side + 1);
        return new PixelBox(x, y, x + side, y + side);
    }

    private List<PlacedCutout> cutouts(Split split, Random random) {
        List<StampCategory> categories = sources.categories().stream()
                .filter(category -> !category.stamps(split).isEmpty())
                .toList();
        int wanted = MIN_CUTOUTS + random.nextInt(MAX_CUTOUTS - MIN_CUTOUTS + 1);
        List<PlacedCutout> placed = new ArrayList<>();
        StampCategory category = pick(categories, split, random);
        for (int attempt = 0; attempt < ATTEMPTS && placed.size() < wanted; attempt++) {
            Spot spot = spot(category, split, random);
            if (placed.stream().allMatch(other -> apart(spot.frame(), other.frame()))) {
                placed.add(place(category, spot));
                category = random.nextDouble() < REPEATED ? category : pick(categories, split, random);
            }
        }
        return placed;
    }

    /** A category, those with many cut-outs more often, but not in proportion: there are 22 flowers. */
    private static StampCategory pick(List<StampCategory> categories, Split split, Random random) {
        double total = categories.stream()
                .mapToDouble(category -> Math.sqrt(category.stamps(split).size()))
                .sum();
        double left = random.nextDouble() * total;
        for (StampCategory category : categories) {
            left -= Math.sqrt(category.stamps(split).size());
            if (left < 0) {
                return category;
            }
        }
        return categories.get(categories.size() - 1);
    }

    /** A cut-out's size and place, which may turn out to be taken. */
    private record Spot(Stamp stamp, boolean mirror, double depth, int left, int top, int width, int height) {
        Box frame() {
            return new Box(left, top, left + width, top + height);
        }
    }

    private Spot spot(StampCategory category, Split split, Random random) {
        List<Stamp> stamps = category.stamps(split);
        Stamp stamp = stamps.get(random.nextInt(stamps.size()));
        AlphaImage original = images.stamp(stamp);
        double depth = random.nextDouble();
        double side =
                (FAR_SIDE + (NEAR_SIDE - FAR_SIDE) * depth) * (1 - SIZE_JITTER + 2 * SIZE_JITTER * random.nextDouble());
        double scale = Math.max(
                side / Math.max(original.width(), original.height()),
                LEAST_SHORT_SIDE / Math.min(original.width(), original.height()));
        scale = Math.min(scale, MAX_ENLARGEMENT);
        boolean mirror = random.nextBoolean() && !stamp.lettering();
        int width = pixels(original.width(), scale);
        int height = pixels(original.height(), scale);
        int bottom = (int) Math.round(CompositesGenerator.SIZE * (FAR_ROW + (NEAR_ROW - FAR_ROW) * depth));
        int left = random.nextInt(CompositesGenerator.SIZE - width + 1);
        return new Spot(stamp, mirror, depth, left, Math.max(0, bottom - height), width, height);
    }

    private PlacedCutout place(StampCategory category, Spot spot) {
        AlphaImage original = images.stamp(spot.stamp());
        AlphaImage picture = original.resized(spot.width(), spot.height());
        return new PlacedCutout(
                category,
                spot.stamp(),
                spot.mirror() ? spot.stamp().facing().mirrored() : spot.stamp().facing(),
                colors.computeIfAbsent(spot.stamp(), stamp -> ColorShares.of(original)),
                spot.mirror() ? picture.mirrored() : picture,
                spot.left(),
                spot.top(),
                spot.depth());
    }

    private static int pixels(int length, double scale) {
        return (int) Math.max(1, Math.round(length * scale));
    }

    private static boolean apart(Box one, Box other) {
        double width = Math.min(one.x2(), other.x2()) - Math.max(one.x1(), other.x1());
        double height = Math.min(one.y2(), other.y2()) - Math.max(one.y1(), other.y1());
        double common = Math.max(0, width) * Math.max(0, height);
        double smaller = Math.min(one.width() * one.height(), other.width() * other.height());
        return common <= MAX_COVERED * smaller;
    }
}
