package io.dynrefer.data.imports;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Split;
import java.nio.file.Path;
import java.util.List;

/**
 * A photo of a source with its labelled regions.
 *
 * @param file where its pixels lie
 * @param free whether the source says nothing of splits, so that validation photos may be split off
 * @param licence its own, with its address; empty where the source says nothing of single photos
 * @param regions ids are numbers within the photo
 * @param name by which it is known from one import to the next
 */
record ImportedPhoto(Path file, Split split, boolean free, String licence, List<AnnotatedRegion> regions, String name) {
    public ImportedPhoto {
        regions = List.copyOf(regions);
    }

    ImportedPhoto withRegions(List<AnnotatedRegion> others) {
        return new ImportedPhoto(file, split, free, licence, others, name);
    }

    ImportedPhoto in(Split other) {
        return new ImportedPhoto(file, other, free, licence, regions, name);
    }
}
