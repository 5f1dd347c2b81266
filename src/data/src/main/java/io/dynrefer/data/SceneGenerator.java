package io.dynrefer.data;

/**
 * Makes the annotated images of one data set, one at a time.
 *
 * <p>An implementation is given its seed and its sources (package files) when it is made; from then on a scene is a
 * function of its split and index alone: the same seed gives the same bytes in any order and after any interruption, so
 * that {@link DatasetGeneration} can resume, and scene 7 does not depend on scene 6 (draw from {@link SceneRandom#of}).
 * Models, drawings, photos and backgrounds are divided among the splits, so that none occurs in two. Not thread-safe:
 * one thread calls it.
 */
public interface SceneGenerator {
    /** What the data set says about itself. */
    GeneratorCard card();

    /** How many scenes a split has unless the caller wants another number; 0 for a split this data set lacks. */
    int scenes(Split split);

    /** The scene with this index, 0 or more, of a split; also beyond {@link #scenes} where scenes are drawn. */
    GeneratedScene scene(Split split, int index);
}
