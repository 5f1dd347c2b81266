package io.dynrefer.research.scenes.rooms.words;

import io.dynrefer.research.scenes.rooms.finish.PaintColor;
import io.dynrefer.research.scenes.rooms.render.Visibility;
import io.dynrefer.research.scenes.rooms.scene.RoomObject;
import io.dynrefer.research.scenes.rooms.scene.Size;
import java.util.List;

/**
 * A thing as it is seen in the picture.
 *
 * @param object the thing
 * @param visibility where and how much of it is seen
 * @param colors colours that it has, the main one first; empty where that is not clear
 * @param size against another of its category that is seen too
 * @param absentColors colours that it has not
 */
public record SeenObject(
        RoomObject object, Visibility visibility, Size size, List<PaintColor> colors, List<PaintColor> absentColors) {
    public SeenObject {
        colors = List.copyOf(colors);
        absentColors = List.copyOf(absentColors);
    }

    /** The same without a comparison, for one that is seen alone. */
    SeenObject withoutSize() {
        return new SeenObject(object, visibility, Size.USUAL, colors, absentColors);
    }

    /** The noun. */
    public String word() {
        return object.category().word();
    }
}
