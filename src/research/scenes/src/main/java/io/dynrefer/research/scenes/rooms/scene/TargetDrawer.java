package io.dynrefer.research.scenes.rooms.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws what the targets are: every category of a role equally likely, sometimes two or three of the same. */
final class TargetDrawer {
    private static final double NOVEL = 0.22;
    private static final double SAME_AGAIN = 0.3;

    private final ObjectMaker maker;
    private final Dice dice;
    private final Map<Role, List<Category>> base;
    private final Map<Role, List<Category>> novel;

    TargetDrawer(ObjectMaker maker, Dice dice, Map<Role, List<Category>> base, Map<Role, List<Category>> novel) {
        this.maker = maker;
        this.dice = dice;
        this.base = base;
        this.novel = novel;
    }

    /** {@code count} things for {@code role}. */
    List<ObjectMaker.Draft> draw(Role role, int count) {
        List<ObjectMaker.Draft> drafts = new ArrayList<>();
        if (count >= 2 && dice.chance(SAME_AGAIN)) {
            drafts.addAll(same(category(role), Math.min(count, dice.whole(2, 3))));
        }
        while (drafts.size() < count) {
            drafts.add(maker.target(dice, category(role), Size.USUAL));
        }
        return dice.shuffled(drafts);
    }

    private Category category(Role role) {
        List<Category> unseen = novel.getOrDefault(role, List.of());
        boolean drawNovel = !unseen.isEmpty() && dice.chance(NOVEL);
        return dice.pick(drawNovel ? unseen : base.getOrDefault(role, List.of()));
    }

    /** Two of different size, or two or three of the same kind. */
    private List<ObjectMaker.Draft> same(Category category, int count) {
        ObjectMaker.Draft first = maker.target(dice, category, count == 2 ? Size.SMALL : Size.USUAL);
        List<ObjectMaker.Draft> drafts = new ArrayList<>(List.of(first));
        if (count == 2) {
            // The same model twice: another one might be the larger by itself.
            float scale = first.scale() * Size.LARGE.scale() / Size.SMALL.scale();
            Look look = LookMaker.draw(dice, category, first.model());
            drafts.add(new ObjectMaker.Draft(
                    category, first.model(), first.mesh(), scale, look, Size.LARGE, first.lying()));
        }
        while (drafts.size() < count) {
            drafts.add(maker.target(dice, category, Size.USUAL));
        }
        return drafts;
    }
}
