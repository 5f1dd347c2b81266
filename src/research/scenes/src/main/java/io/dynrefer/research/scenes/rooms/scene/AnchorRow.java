package io.dynrefer.research.scenes.rooms.scene;

import java.util.ArrayList;
import java.util.List;

/** Puts three to five large things of a scene type side by side along the wall. */
final class AnchorRow {
    private static final int FEWEST = 3;
    private static final int MOST = 5;
    private static final float LENGTH = 400;
    private static final float WIDEST = 200;
    private static final float DEEPEST = 120;
    private static final float HIGHEST = 230;
    private static final float GAP_TO_WALL = 2;
    /** What hangs higher in the catalogue is put on the floor. */
    private static final float HIGHEST_FOOT = 100;
    /** The wall's place. */
    static final float WALL_Z = -175;

    private final ObjectMaker maker;
    private final Dice dice;

    AnchorRow(ObjectMaker maker, Dice dice) {
        this.maker = maker;
        this.dice = dice;
    }

    /** The row, from left to right. */
    List<RoomObject> draw(SceneType type, List<Category> available) {
        List<ObjectMaker.Draft> drafts = drafts(type, available);
        float length = 0;
        for (ObjectMaker.Draft draft : drafts) {
            length += draft.across();
        }
        float gap = Math.max(4, Math.min(30, (LENGTH - length) / drafts.size()));
        float x = -(length + gap * (drafts.size() - 1)) / 2 + dice.between(-20, 20);
        List<RoomObject> row = new ArrayList<>();
        for (ObjectMaker.Draft draft : drafts) {
            float middle = x + draft.across() / 2;
            float y =
                    draft.model().elevation() > HIGHEST_FOOT ? 0 : draft.model().elevation();
            float z = WALL_Z + GAP_TO_WALL + draft.back() / 2;
            row.add(maker.place(draft, Stand.WALL, middle, y, z, draft.turned() ? (float) Math.PI / 2 : 0));
            x += draft.across() + gap;
        }
        return row;
    }

    /** Different categories while there are some, then again from the start, until the wall is full. */
    private List<ObjectMaker.Draft> drafts(SceneType type, List<Category> available) {
        List<Category> categories = new ArrayList<>(dice.shuffled(
                type.anchors().stream().filter(available::contains).toList()));
        categories.addAll(dice.shuffled(categories));
        int wanted = dice.whole(FEWEST, MOST);
        List<ObjectMaker.Draft> drafts = new ArrayList<>();
        float length = 0;
        for (Category category : categories) {
            ObjectMaker.Draft draft = maker.anchor(dice, category, WIDEST, DEEPEST, HIGHEST);
            if (drafts.size() < wanted && length + draft.across() <= LENGTH) {
                drafts.add(draft);
                length += draft.across();
            }
        }
        return dice.shuffled(drafts);
    }
}
