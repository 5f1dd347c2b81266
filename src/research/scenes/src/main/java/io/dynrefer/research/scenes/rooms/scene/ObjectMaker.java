package io.dynrefer.research.scenes.rooms.scene;

import io.dynrefer.data.Split;
import io.dynrefer.research.scenes.rooms.furniture.FurnitureLibrary;
import io.dynrefer.research.scenes.rooms.furniture.FurnitureModel;
import io.dynrefer.research.scenes.rooms.render.Mesh;
import io.dynrefer.research.scenes.rooms.render.Pose;
import io.dynrefer.research.scenes.rooms.render.Vector;

/** Makes single things: picks a model of the split, its scale, its look. Numbers them in turn. */
final class ObjectMaker {
    /** Small things are drawn larger than life up to here, so that they can be seen; centimetres. */
    private static final float LEAST_SIDE = 14;

    private static final float LARGEST_EXAGGERATION = 1.7f;
    private static final float LARGEST_ON_TABLE = 55;
    private static final float LONGEST_FROM_WALL = 120;

    private final FurnitureLibrary library;
    private final ModelStock stock;
    private final Split split;
    private int lastId;

    ObjectMaker(FurnitureLibrary library, ModelStock stock, Split split) {
        this.library = library;
        this.stock = stock;
        this.split = split;
    }

    /**
     * A thing before it has a place.
     *
     * @param scale of its model
     * @param lying whether it will lie on its back
     */
    record Draft(Category category, FurnitureModel model, Mesh mesh, float scale, Look look, Size size, boolean lying) {
        /** Radius of the ground it covers. */
        float radius() {
            float width = model.width() * scale;
            float depth = (lying ? model.height() : model.depth()) * scale;
            return (Math.max(width, depth) + Math.min(width, depth)) / 4;
        }

        /** As it will stand or lie. */
        float height() {
            return (lying ? model.depth() : model.height()) * scale;
        }

        /** Whether it stands with its side to the wall. */
        boolean turned() {
            return ObjectMaker.turned(model);
        }

        /** Extent along the wall. */
        float across() {
            return (turned() ? model.depth() : model.width()) * scale;
        }

        /** Extent away from the wall. */
        float back() {
            return (turned() ? model.width() : model.depth()) * scale;
        }
    }

    /** A thing for a table or the floor. */
    Draft target(Dice dice, Category category, Size size) {
        FurnitureModel model = dice.pick(stock.models(category, split));
        Mesh mesh = library.mesh(model);
        boolean lying = category.traits().contains(Trait.LYING) && dice.chance(0.25);
        float scale = scale(category, model) * size.scale() * dice.between(0.92, 1.1);
        return new Draft(category, model, mesh, scale, LookMaker.draw(dice, category, model), size, lying);
    }

    private static float scale(Category category, FurnitureModel model) {
        if (!category.roles().contains(Role.TABLE)) {
            return 1;
        }
        float least = Math.min(LARGEST_EXAGGERATION, LEAST_SIDE / model.longestSide());
        return Math.min(LARGEST_ON_TABLE / model.longestSide(), Math.max(1, least));
    }

    /** Something that other things stand on. */
    Draft support(Dice dice, Category category) {
        FurnitureModel model = dice.pick(stock.models(category, split));
        Mesh mesh = library.mesh(model);
        return new Draft(category, model, mesh, 1, LookMaker.draw(dice, category, model), Size.USUAL, false);
    }

    /** A large thing that fits the given space, made smaller if it has to be. */
    Draft anchor(Dice dice, Category category, float width, float depth, float height) {
        FurnitureModel model = dice.pick(stock.models(category, split));
        Mesh mesh = library.mesh(model);
        float across = turned(model) ? model.depth() : model.width();
        float back = turned(model) ? model.width() : model.depth();
        float scale = Math.min(1, Math.min(width / across, Math.min(depth / back, height / model.height())));
        Look look = category.traits().contains(Trait.PAINT) && dice.chance(0.45)
                ? LookMaker.painted(dice)
                : LookMaker.natural(model);
        return new Draft(category, model, mesh, scale, look, Size.USUAL, false);
    }

    /** Long things, beds and cars, stand along the wall rather than away from it. */
    private static boolean turned(FurnitureModel model) {
        return model.depth() > model.width() && model.depth() > LONGEST_FROM_WALL;
    }

    /** Puts a draft at a place, its foot at height {@code y}. */
    RoomObject place(Draft draft, Stand stand, float x, float y, float z, float yaw) {
        Vector base = new Vector(x, y, z);
        Pose pose = draft.lying()
                ? Pose.lying(base, yaw, draft.scale(), draft.mesh())
                : Pose.standing(base, yaw, draft.scale());
        lastId++;
        return new RoomObject(
                lastId,
                draft.category(),
                draft.model(),
                draft.mesh(),
                pose,
                new Footprint(x, z, draft.radius()),
                draft.height(),
                draft.look(),
                stand,
                draft.size(),
                draft.lying());
    }
}
