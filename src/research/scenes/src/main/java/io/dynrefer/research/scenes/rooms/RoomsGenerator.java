package io.dynrefer.research.scenes.rooms;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.GeneratedScene;
import io.dynrefer.data.GeneratorCard;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.data.SceneGenerator;
import io.dynrefer.data.SceneRandom;
import io.dynrefer.data.Split;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import io.dynrefer.research.scenes.rooms.furniture.FurnitureLibrary;
import io.dynrefer.research.scenes.rooms.furniture.FurnitureModel;
import io.dynrefer.research.scenes.rooms.render.RenderedScene;
import io.dynrefer.research.scenes.rooms.render.Renderer;
import io.dynrefer.research.scenes.rooms.scene.Category;
import io.dynrefer.research.scenes.rooms.scene.Dice;
import io.dynrefer.research.scenes.rooms.scene.ModelStock;
import io.dynrefer.research.scenes.rooms.scene.Role;
import io.dynrefer.research.scenes.rooms.scene.Room;
import io.dynrefer.research.scenes.rooms.scene.RoomComposer;
import io.dynrefer.research.scenes.rooms.scene.RoomObject;
import io.dynrefer.research.scenes.rooms.scene.RoomTables;
import io.dynrefer.research.scenes.rooms.scene.Stand;
import io.dynrefer.research.scenes.rooms.words.Attributes;
import io.dynrefer.research.scenes.rooms.words.Captioner;
import io.dynrefer.research.scenes.rooms.words.RegionWriter;
import io.dynrefer.research.scenes.rooms.words.SeenObject;
import io.dynrefer.research.scenes.rooms.words.SeenRoom;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/**
 * Generates rendered rooms of 320 x 320 pixels with exactly known things. Unlike other generators it is thread-safe.
 *
 * <p>A region's {@code part} is {@code rooms} for a target of a model that training never shows (and for every target
 * of training), {@code rooms-seen} for a target of validation or test whose very model training shows because its
 * category has too few (one for test, under five for validation), {@code rooms-large} for the large things along the
 * wall and the supports. The headline test set is {@code rooms}. {@code group} is the model.
 */
public final class RoomsGenerator implements SceneGenerator {
    private static final String DESCRIPTION =
            "Rendered rooms with labelled things; captions from a grammar. Part \"rooms\""
                    + " of the test split shows no model of training, \"rooms-seen\" does, \"rooms-large\" holds supports and the"
                    + " large things along the wall.";
    private static final int SIDE = 320;
    private static final int SUPERSAMPLING = 2;
    private static final int REVISION = 3;
    private static final int TRAIN_SCENES = 2200;
    private static final int VALIDATION_SCENES = 250;
    private static final int TEST_SCENES = 400;
    private static final double ANCHOR_IS_REGION = 0.4;
    private static final double SUPPORT_IS_REGION = 0.55;

    private final long seed;
    private final AnchorUse anchorUse;
    private final ModelStock stock;
    private final RoomComposer composer;
    private final Renderer renderer = new Renderer(SIDE, SUPERSAMPLING);

    /** Whether the picture shows the large things that the labels speak of. */
    public enum AnchorUse {
        /** It does. */
        TRUE,
        /**
         * The test split shows those of another room, while the labels keep the words for the first: the negative
         * control, in which context can help nothing.
         */
        EXCHANGED_IN_TEST
    }

    /** A generator over the models of {@code library}, which stays open as long as this is used. */
    public RoomsGenerator(FurnitureLibrary library, long seed, AnchorUse anchorUse) {
        this.seed = seed;
        this.anchorUse = anchorUse;
        RoomTables tables = new RoomTables();
        this.stock = new ModelStock(tables.categories(), library.models());
        this.composer = new RoomComposer(library, stock, tables.sceneTypes(), renderer);
    }

    /**
     * A generator over the furniture package in {@code cache}.
     *
     * @throws DynReferException {@link ErrorCode#NOT_FOUND} if the package was not fetched
     */
    public static RoomsGenerator open(PackageCache cache, long seed, AnchorUse anchorUse) {
        return new RoomsGenerator(FurnitureLibrary.open(cache), seed, anchorUse);
    }

    @Override
    public GeneratorCard card() {
        List<Category> categories = stock.categories();
        String name = anchorUse == AnchorUse.TRUE ? "rooms" : "rooms-shuffled-context";
        return new GeneratorCard(
                name,
                DESCRIPTION,
                REVISION,
                seed,
                words(categories.stream().filter(category -> !category.novel()).toList()),
                words(categories.stream().filter(Category::novel).toList()),
                Attributes.vocabulary(),
                credits(categories));
    }

    private static List<String> words(Collection<Category> categories) {
        return categories.stream().map(Category::word).toList();
    }

    private List<String> credits(List<Category> categories) {
        TreeSet<String> credits = new TreeSet<>();
        for (Category category : categories) {
            for (Split split : Split.values()) {
                stock.models(category, split).forEach(model -> credits.add(credit(model)));
            }
        }
        return List.copyOf(credits);
    }

    private static String credit(FurnitureModel model) {
        return model.id() + ": \"" + model.name() + "\" by " + model.creator() + ", " + model.licence()
                + " (Debian package sweethome3d-furniture)";
    }

    @Override
    public int scenes(Split split) {
        return switch (split) {
            case TRAIN -> TRAIN_SCENES;
            case VAL -> VALIDATION_SCENES;
            case TEST -> TEST_SCENES;
        };
    }

    @Override
    public GeneratedScene scene(Split split, int index) {
        Random random = SceneRandom.of(seed, split, index);
        Room room = composer.compose(split, random);
        RenderedScene scene = room.render(renderer);
        SeenRoom seen = new SeenRoom(room, scene);
        Dice dice = new Dice(random);
        if (anchorUse == AnchorUse.EXCHANGED_IN_TEST && split == Split.TEST) {
            RenderedScene shown = exchanged(split, index, room);
            return GeneratedScene.drawn(pixels(shown.image()), regions(split, seen, new SeenRoom(room, shown), dice));
        }
        return GeneratedScene.drawn(pixels(scene.image()), regions(split, seen, seen, dice));
    }

    /** The same room with the large things of the first later test room of another type. */
    private RenderedScene exchanged(Split split, int index, Room room) {
        int other = index + 1;
        Room donor = composer.compose(split, SceneRandom.of(seed, split, other));
        while (donor.type().equals(room.type())) {
            other++;
            donor = composer.compose(split, SceneRandom.of(seed, split, other));
        }
        return room.withAnchorsOf(donor).render(renderer);
    }

    /** Regions with the words for {@code meant} and the boxes of {@code shown}; what is not in both is left out. */
    private List<AnnotatedRegion> regions(Split split, SeenRoom meant, SeenRoom shown, Dice dice) {
        List<AnnotatedRegion> regions = new ArrayList<>();
        RegionWriter writer = new RegionWriter(meant);
        for (SeenObject thing : meant.objects()) {
            boolean region = isRegion(thing.object(), dice);
            List<String> captions = new Captioner(meant, dice.fork()).captions(thing);
            Optional<SeenObject> visible = shown.find(thing.object().id());
            if (region && visible.isPresent()) {
                Box box = visible.get().visibility().box();
                RegionOrigin origin = origin(thing.object(), split, meant.room());
                regions.add(new AnnotatedRegion(0, box, captions, writer.labels(thing), origin));
            }
        }
        return regions;
    }

    private static boolean isRegion(RoomObject object, Dice dice) {
        if (object.stand().kind() == Stand.Kind.WALL) {
            return dice.chance(ANCHOR_IS_REGION);
        }
        return !isSupport(object) || dice.chance(SUPPORT_IS_REGION);
    }

    /** Tables, desks and the like: large, and in every room. */
    private static boolean isSupport(RoomObject object) {
        return object.category().roles().contains(Role.SUPPORT)
                && !object.category().roles().contains(Role.TABLE);
    }

    private RegionOrigin origin(RoomObject object, Split split, Room room) {
        boolean large = object.stand().kind() == Stand.Kind.WALL || isSupport(object);
        boolean seenInTraining = split != Split.TRAIN && stock.seenInTraining(object.model());
        String part = large ? "rooms-large" : seenInTraining ? "rooms-seen" : "rooms";
        return new RegionOrigin(
                part,
                object.category().novel(),
                room.type().word(),
                object.model().id());
    }

    private static RgbImage pixels(BufferedImage image) {
        int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] pixels = new byte[3 * argb.length];
        for (int pixel = 0; pixel < argb.length; pixel++) {
            pixels[3 * pixel] = (byte) (argb[pixel] >> 16);
            pixels[3 * pixel + 1] = (byte) (argb[pixel] >> 8);
            pixels[3 * pixel + 2] = (byte) argb[pixel];
        }
        return new RgbImage(new ImageSize(image.getWidth(), image.getHeight()), pixels);
    }
}
