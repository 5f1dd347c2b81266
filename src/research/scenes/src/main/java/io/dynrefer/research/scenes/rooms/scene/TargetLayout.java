package io.dynrefer.research.scenes.rooms.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts supports and targets into a room. Nothing here knows the scene type, so no target tells it. */
final class TargetLayout {
    private static final int TRIES = 40;
    private static final float GAP_ON_SUPPORT = 1.5f;
    private static final float GAP_ON_FLOOR = 6;
    private static final float LEAST_SURFACE = 24;
    private static final float OVERHANG = 4;
    private static final Set<String> MAIN_SUPPORTS = Set.of("table", "desk", "bench");
    private final ObjectMaker maker;
    private final TargetDrawer drawer;
    private final Dice dice;
    private final List<RoomObject> objects = new ArrayList<>();

    TargetLayout(ObjectMaker maker, TargetDrawer drawer, Dice dice) {
        this.maker = maker;
        this.drawer = drawer;
        this.dice = dice;
    }

    /** Supports first, then what stands on them, then what stands on the floor. */
    List<RoomObject> draw(List<Category> supports) {
        RoomObject main = mainSupport(supports);
        List<ObjectMaker.Draft> onMain = drawer.draw(Role.TABLE, dice.whole(2, 4));
        onMain.forEach(draft -> putOn(main, draft));
        if (dice.chance(0.5)) {
            secondSupport(supports, main);
        }
        List<ObjectMaker.Draft> onFloor = drawer.draw(Role.FLOOR, dice.whole(1, 3));
        for (ObjectMaker.Draft draft : onFloor) {
            putOnFloor(main, draft);
        }
        return objects;
    }

    private RoomObject mainSupport(List<Category> supports) {
        List<Category> main = supports.stream()
                .filter(category -> MAIN_SUPPORTS.contains(category.word()))
                .toList();
        ObjectMaker.Draft draft = maker.support(dice, dice.pick(main));
        float yaw = dice.chance(0.7) ? dice.between(-0.15, 0.15) : dice.between(-0.5, 0.5);
        RoomObject support = maker.place(draft, Stand.FLOOR, dice.between(-45, 45), 0, dice.between(5, 40), yaw);
        objects.add(support);
        return support;
    }

    private void secondSupport(List<Category> supports, RoomObject main) {
        List<Category> others = supports.stream()
                .filter(category -> !MAIN_SUPPORTS.contains(category.word()))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        ObjectMaker.Draft draft = maker.support(dice, dice.pick(others));
        float side = dice.chance(0.5) ? 1 : -1;
        float x = main.footprint().x() + side * (main.model().width() / 2 + draft.radius() + dice.between(8, 25));
        float z = main.footprint().z() + dice.between(-10, 40);
        RoomObject support = maker.place(draft, Stand.FLOOR, x, 0, z, dice.between(-0.5, 0.5));
        objects.add(support);
        if (draft.model().surfaceHeight() > 0) {
            drawer.draw(Role.TABLE, 1).forEach(target -> putOn(support, target));
        }
    }

    /** Puts a thing on a support where there is room; leaves it out where there is none. */
    private void putOn(RoomObject support, ObjectMaker.Draft draft) {
        float narrow = Math.min(support.model().width(), support.model().depth());
        if (narrow < LEAST_SURFACE || draft.radius() > narrow / 2 + OVERHANG) {
            return;
        }
        float width = Math.max(0, support.model().width() / 2 - draft.radius());
        float depth = Math.max(0, support.model().depth() / 2 - draft.radius()) * 0.85f;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            float across = dice.between(-width, width);
            float along = dice.between(-depth, depth);
            // The support's own axes turn with it.
            float x = support.footprint().x()
                    + across * support.pose().right().x()
                    + along * support.pose().front().x();
            float z = support.footprint().z()
                    + across * support.pose().right().z()
                    + along * support.pose().front().z();
            Footprint footprint = new Footprint(x, z, draft.radius());
            if (free(footprint, support.id(), GAP_ON_SUPPORT)) {
                float top = support.model().surfaceHeight();
                objects.add(maker.place(draft, new Stand(Stand.Kind.ON, support.id()), x, top, z, turn()));
                return;
            }
        }
    }

    private boolean free(Footprint footprint, int supportId, float gap) {
        return objects.stream()
                .filter(object -> object.stand().supportId() == supportId && object.id() != supportId)
                .noneMatch(object -> object.footprint().meets(footprint, gap));
    }

    private float turn() {
        return dice.chance(0.75) ? dice.between(-0.8, 0.8) : dice.between(-Math.PI, Math.PI);
    }

    private void putOnFloor(RoomObject main, ObjectMaker.Draft draft) {
        if (SupportSpace.fitsUnder(main, draft) && dice.chance(0.35)) {
            Stand under = new Stand(Stand.Kind.UNDER, main.id());
            float x = main.footprint().x() + dice.between(-12, 12);
            objects.add(maker.place(draft, under, x, 0, main.footprint().z() + 6, turn()));
            return;
        }
        // Tall things stay behind, so that they do not hide the table.
        boolean tall = draft.height() > 90;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Footprint place = new Footprint(
                    dice.between(-125, 125), dice.between(tall ? -65 : -50, tall ? 20 : 110), draft.radius());
            boolean clear = free(place, 0, GAP_ON_FLOOR) && !SupportSpace.isTaken(main, place);
            if (clear) {
                objects.add(maker.place(draft, Stand.FLOOR, place.x(), 0, place.z(), turn()));
                return;
            }
        }
    }
}
