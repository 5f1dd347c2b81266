/** What is said of a room: colours seen, relations, attributes, tags and captions from a grammar. */
@NullMarked
package io.dynrefer.research.scenes.rooms.words;

import org.jspecify.annotations.NullMarked;
