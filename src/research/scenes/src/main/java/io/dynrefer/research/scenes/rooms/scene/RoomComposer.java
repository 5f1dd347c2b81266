package io.dynrefer.research.scenes.rooms.scene;

import io.dynrefer.data.Split;
import io.dynrefer.research.scenes.rooms.furniture.FurnitureLibrary;
import io.dynrefer.research.scenes.rooms.render.Camera;
import io.dynrefer.research.scenes.rooms.render.Light;
import io.dynrefer.research.scenes.rooms.render.MeshPlacement;
import io.dynrefer.research.scenes.rooms.render.Renderer;
import io.dynrefer.research.scenes.rooms.render.Vector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Composes rooms: the scene type decides the row of large things along the wall, and nothing else does or is decided by
 * it. Thread-safe.
 */
public final class RoomComposer {
    private final FurnitureLibrary library;
    private final ModelStock stock;
    private final List<SceneType> types;
    private final Renderer renderer;

    /** A composer of rooms of those {@code types} for which there are models. */
    public RoomComposer(FurnitureLibrary library, ModelStock stock, List<SceneType> types, Renderer renderer) {
        this.library = library;
        this.stock = stock;
        this.types = types.stream().filter(type -> hasAnchors(stock, type)).toList();
        this.renderer = renderer;
    }

    private static boolean hasAnchors(ModelStock stock, SceneType type) {
        return type.anchors().stream().anyMatch(stock.categories()::contains);
    }

    /** A room drawn from {@code random} with the models of {@code split}. */
    public Room compose(Split split, Random random) {
        Dice dice = new Dice(random);
        Dice context = dice.fork();
        Dice targets = dice.fork();
        Dice surroundings = dice.fork();
        ObjectMaker maker = new ObjectMaker(library, stock, split);
        TargetDrawer drawer = new TargetDrawer(
                maker,
                targets,
                categories(split, ModelStock.Novelty.BASE),
                split == Split.TEST ? categories(split, ModelStock.Novelty.NOVEL) : Map.of());
        TargetLayout layout = new TargetLayout(maker, drawer, targets);
        List<RoomObject> objects =
                new ArrayList<>(layout.draw(stock.categories(Role.SUPPORT, split, ModelStock.Novelty.BASE)));
        RoomObject main = objects.get(0);
        SceneType type = context.pick(types);
        List<Category> available = stock.categories(Role.ANCHOR, split, ModelStock.Novelty.BASE);
        objects.addAll(new AnchorRow(maker, context).draw(type, available));
        List<MeshPlacement> shell = RoomShell.draw(surroundings);
        return new Room(type, shell, objects, camera(surroundings, main), light(surroundings));
    }

    private Map<Role, List<Category>> categories(Split split, ModelStock.Novelty novelty) {
        Map<Role, List<Category>> categories = new EnumMap<>(Role.class);
        for (Role role : List.of(Role.TABLE, Role.FLOOR)) {
            categories.put(role, stock.categories(role, split, novelty));
        }
        return categories;
    }

    private Camera camera(Dice dice, RoomObject main) {
        float top = Math.max(40, main.model().surfaceHeight());
        Vector eye = new Vector(dice.between(-70, 70), top + dice.between(45, 100), dice.between(235, 290));
        Vector target = new Vector(main.footprint().x() * 0.6f, top * dice.between(0.75, 1.0), -10);
        return renderer.camera(eye, target, dice.between(0.78, 0.98));
    }

    private static Light light(Dice dice) {
        Vector direction = new Vector(dice.between(-0.7, 0.7), 1, dice.between(0.35, 1));
        return new Light(direction, dice.between(0.55, 0.85), dice.between(0.36, 0.5));
    }
}
