package io.dynrefer.data;

import java.nio.file.Path;

/** Opens data sets by the names of the places where they lie. */
@FunctionalInterface
public interface DatasetOpener {
    /** Knows folders and zip files of this machine. */
    DatasetOpener LOCAL = place -> Dataset.open(Path.of(place));

    /** The data set; the caller closes it. */
    Dataset open(String place);
}
