package io.dynrefer.data.imports;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Split;
import java.nio.file.Path;
import java.util.List;

/**
 * A photo of a source with its labelled regions.
 *
 * @param file where its pixels lie
 * @param licence its own, with its address; empty where the source says nothing of single photos
 * @param regions ids are numbers within the photo
 */
record ImportedPhoto(Path file, Split split, String licence, List<AnnotatedRegion> regions) {
    public ImportedPhoto {
        regions = List.copyOf(regions);
    }

    ImportedPhoto withRegions(List<AnnotatedRegion> others) {
        return new ImportedPhoto(file, split, licence, others);
    }
}
