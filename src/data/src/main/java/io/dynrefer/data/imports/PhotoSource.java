package io.dynrefer.data.imports;

import java.util.List;

/** Published annotations of one form: reads photos and makes labels of what it says about their regions. */
public interface PhotoSource {
    /** The part of the data that its regions belong to, e.g. {@code coco}. */
    String name();

    /** One or two sentences for people. */
    String description();

    /** The photos in a fixed order; what cannot be used is counted in {@code leftOut}. */
    List<ImportedPhoto> photos(LeftOut leftOut);

    /** The categories, in the source's order. */
    List<String> categories();

    /** Where it is from and under which terms, one line each, beside the licences of single photos. */
    List<String> credits();
}
