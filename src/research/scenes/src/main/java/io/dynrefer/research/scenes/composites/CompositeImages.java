package io.dynrefer.research.scenes.composites;

import io.dynrefer.region.RgbImage;

/** The pixels of the sources. */
interface CompositeImages {
    /** A cut-out; the same object for the same stamp is not promised. */
    AlphaImage stamp(CompositeSources.Stamp stamp);

    /** A background, at least {@link CompositesGenerator#SIZE} pixels wide and high. */
    RgbImage background(CompositeSources.Background background);
}
