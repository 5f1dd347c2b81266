/** Attribute detection as OVAD measures it: average precision and decisions, per attribute and per group. */
@NullMarked
package io.dynrefer.evaluation.attributes;

import org.jspecify.annotations.NullMarked;
