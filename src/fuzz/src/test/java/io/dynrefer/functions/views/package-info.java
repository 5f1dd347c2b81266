@NullMarked
package io.dynrefer.functions.views;

import org.jspecify.annotations.NullMarked;
