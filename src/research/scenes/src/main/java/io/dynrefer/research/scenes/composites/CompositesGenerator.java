package io.dynrefer.research.scenes.composites;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.GeneratedScene;
import io.dynrefer.data.GeneratorCard;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.data.SceneGenerator;
import io.dynrefer.data.SceneRandom;
import io.dynrefer.data.Split;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.research.scenes.composites.CompositeSources.StampCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Makes the data set {@code composites}: real photo cut-outs on real photo backgrounds, {@value #SIZE} pixels square.
 * No cut-out and no background occurs in two splits; novel categories occur in the test split alone.
 */
public final class CompositesGenerator implements SceneGenerator {
    /** Width and height of a scene in pixels. */
    public static final int SIZE = 384;

    private static final String NAME = "composites";
    private static final int REVISION = 2;

    private final CompositeSources sources;
    private final SceneComposer composer;
    private final ScenePainter painter;
    private final long seed;

    CompositesGenerator(CompositeSources sources, CompositeImages images, long seed) {
        this.sources = sources;
        this.composer = new SceneComposer(sources, images);
        this.painter = new ScenePainter(images);
        this.seed = seed;
    }

    /** A generator from fetched packages; a package that is missing is an error that says how to fetch it. */
    public static CompositesGenerator open(PackageCache packages, long seed) {
        return new CompositesGenerator(CompositeSources.load(), new PackagedImages(packages), seed);
    }

    @Override
    public GeneratorCard card() {
        return new GeneratorCard(
                NAME,
                "Cut-outs of real photos on real photo backgrounds, placed at random, with captions that name the"
                        + " surroundings. Not for redistribution: the sources' licences are mixed.",
                REVISION,
                seed,
                categories(false),
                categories(true),
                SceneLabels.vocabulary(),
                List.of(
                        "Cut-outs: tuxpaint-stamps-default, GPL-2 as a whole, credits by file in its changelog",
                        "Backgrounds: tuxpaint-data (GPL-2+), lomiri-wallpapers-16.04 (CC-BY-4.0, CC-BY-SA-4.0,"
                                + " CC0-1.0), mate-backgrounds (GPL-2+, CC-BY-SA-4.0)"));
    }

    private List<String> categories(boolean novel) {
        Stream<StampCategory> chosen = sources.categories().stream().filter(category -> category.novel() == novel);
        return chosen.map(StampCategory::name).toList();
    }

    @Override
    public int scenes(Split split) {
        return switch (split) {
            case TRAIN -> 1000;
            case VAL -> 120;
            case TEST -> 200;
        };
    }

    @Override
    public GeneratedScene scene(Split split, int index) {
        Random random = SceneRandom.of(seed, split, index);
        ComposedScene scene = composer.compose(split, random);
        List<SeenThing> things = SceneReading.read(scene);
        List<AnnotatedRegion> regions = new ArrayList<>();
        for (int i = 0; i < things.size(); i++) {
            regions.add(region(things.get(i), scene.cutouts().get(i), random));
        }
        return GeneratedScene.drawn(painter.paint(scene), regions);
    }

    private static AnnotatedRegion region(SeenThing thing, PlacedCutout cutout, Random random) {
        return new AnnotatedRegion(
                0,
                thing.box(),
                CaptionGrammar.captions(thing, random),
                SceneLabels.of(thing, cutout.colors(), random),
                new RegionOrigin(
                        NAME,
                        thing.category().novel(),
                        thing.kind().name(),
                        cutout.stamp().path()));
    }
}
