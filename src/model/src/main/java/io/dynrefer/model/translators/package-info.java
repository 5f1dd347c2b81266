/**
 * The network as the rest of the system sees it: the interfaces of {@code io.dynrefer.region}, plain numbers in and
 * out.
 */
@NullMarked
package io.dynrefer.model.translators;

import org.jspecify.annotations.NullMarked;
