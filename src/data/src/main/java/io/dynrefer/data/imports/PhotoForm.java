package io.dynrefer.data.imports;

import java.util.Optional;

/** A form in which people keep labels of photos. To read one more: implement this, and name it in {@link Places}. */
interface PhotoForm {
    /** What people call it, e.g. {@code Pascal VOC XML}. */
    String title();

    /**
     * The photos of a place that is of this form; empty of any other.
     *
     * @param name of the data set
     */
    Optional<PhotoSource> open(Place place, String name);
}
