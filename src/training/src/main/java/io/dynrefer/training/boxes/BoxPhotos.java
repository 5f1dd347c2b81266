package io.dynrefer.training.boxes;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotationFile;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetImages;
import io.dynrefer.data.Split;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.Sha256;
import java.util.ArrayList;
import java.util.List;

/** The photos of one split of data sets, with the boxes of their things. Thread-safe. */
final class BoxPhotos {
    private static final int DIGEST_DIGITS = 16;

    private final List<AnnotatedImage> images = new ArrayList<>();
    private final List<DatasetImages> pixels = new ArrayList<>(); // of each image
    private final String digest;

    /** @param datasets stay the caller's to close, after the last photo was read */
    BoxPhotos(List<Dataset> datasets, Split split) {
        for (Dataset dataset : datasets) {
            if (dataset.info().has(split)) {
                for (AnnotatedImage image : dataset.images(split)) {
                    images.add(image);
                    pixels.add(dataset.pixels());
                }
            }
        }
        this.digest = Sha256.hex(AnnotationFile.write(images)).substring(0, DIGEST_DIGITS);
    }

    /** How many there are. */
    public int count() {
        return images.size();
    }

    /** Of the annotations, in hex. */
    String digest() {
        return digest;
    }

    /** A photo with its regions. */
    public AnnotatedImage image(int number) {
        return images.get(number);
    }

    /** A photo's pixels. */
    public RgbImage pixels(int number) {
        return pixels.get(number).read(images.get(number));
    }
}
