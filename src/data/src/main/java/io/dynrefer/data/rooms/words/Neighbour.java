package io.dynrefer.data.rooms.words;

/**
 * The thing that another is told by.
 *
 * @param relation of the thing to it
 * @param object it
 */
public record Neighbour(Relation relation, SeenObject object) {}
