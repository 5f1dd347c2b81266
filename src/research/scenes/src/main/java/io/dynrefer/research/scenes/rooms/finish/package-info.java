/** What may be done to a model's surface: paint in ten-odd colours, patterns, other materials. */
@NullMarked
package io.dynrefer.research.scenes.rooms.finish;

import org.jspecify.annotations.NullMarked;
