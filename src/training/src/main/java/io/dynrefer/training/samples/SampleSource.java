package io.dynrefer.training.samples;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.AnnotationFile;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetImages;
import io.dynrefer.data.Split;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One split of one data set, as samples. Thread-safe. */
public final class SampleSource {
    private final String name;
    private final Split split;
    private final String digest;
    private final List<AnnotatedImage> images;
    private final DatasetImages pixels;
    private final List<Sample> samples = new ArrayList<>();

    /**
     * Reads the annotations; a region without caption is refused by name.
     *
     * @param dataset stays the caller's to close, after the last image was read
     * @param number of the source among all
     */
    public SampleSource(Dataset dataset, Split split, int number) {
        this.name = dataset.info().name();
        this.split = split;
        this.images = dataset.images(split);
        this.pixels = dataset.pixels();
        this.digest = digest(dataset, images);
        for (AnnotatedImage image : images) {
            for (AnnotatedRegion region : image.regions()) {
                requireCaption(region);
                samples.add(new Sample(number, samples.size(), image, region));
            }
        }
    }

    private void requireCaption(AnnotatedRegion region) {
        if (region.captions().isEmpty()) {
            throw DynReferException.invalid(
                    "captions",
                    "Region " + region.id() + " of " + name + "/" + split.fileName()
                            + " has no caption; training needs one of every region.");
        }
    }

    private static String digest(Dataset dataset, List<AnnotatedImage> images) {
        MessageDigest digest = Sha256.start();
        digest.update(dataset.info().name().getBytes(StandardCharsets.UTF_8));
        digest.update(AnnotationFile.write(images));
        return Sha256.hex(digest);
    }

    public String name() {
        return name;
    }

    public Split split() {
        return split;
    }

    /** SHA-256 of the data set's name and the split's annotations, in hex. */
    public String digest() {
        return digest;
    }

    public List<AnnotatedImage> images() {
        return images;
    }

    public DatasetImages pixels() {
        return pixels;
    }

    public List<Sample> samples() {
        return Collections.unmodifiableList(samples);
    }
}
