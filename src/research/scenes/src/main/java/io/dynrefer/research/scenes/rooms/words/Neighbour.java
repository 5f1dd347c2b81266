package io.dynrefer.research.scenes.rooms.words;

/**
 * The thing that another is told by.
 *
 * @param relation of the thing to it
 * @param object it
 */
record Neighbour(Relation relation, SeenObject object) {}
