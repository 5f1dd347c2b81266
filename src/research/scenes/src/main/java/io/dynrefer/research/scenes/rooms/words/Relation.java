package io.dynrefer.research.scenes.rooms.words;

import java.util.List;

/** Where a thing is with respect to another, as the viewer sees it; with words for captions. */
enum Relation {
    LEFT_OF("to the left of", "left of"),
    RIGHT_OF("to the right of", "right of"),
    IN_FRONT_OF("in front of"),
    BEHIND("behind"),
    NEXT_TO("next to", "near", "beside"),
    ON("on", "on top of"),
    UNDER("under", "below");

    private final List<String> words;

    Relation(String... words) {
        this.words = List.of(words);
    }

    /** Ways to say it. */
    public List<String> words() {
        return words;
    }
}
