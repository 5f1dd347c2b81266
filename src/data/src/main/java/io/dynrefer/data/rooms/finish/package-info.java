/** What may be done to a model's surface: paint in ten-odd colours, patterns, other materials. */
@NullMarked
package io.dynrefer.data.rooms.finish;

import org.jspecify.annotations.NullMarked;
