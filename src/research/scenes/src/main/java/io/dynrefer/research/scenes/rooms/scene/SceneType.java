package io.dynrefer.research.scenes.rooms.scene;

import java.util.List;

/**
 * A kind of place, made by the large things along its wall and by nothing else.
 *
 * @param word its name in captions and tags
 * @param anchors categories of those things
 */
public record SceneType(String word, List<Category> anchors) {
    public SceneType {
        anchors = List.copyOf(anchors);
    }
}
