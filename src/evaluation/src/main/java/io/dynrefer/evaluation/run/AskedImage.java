package io.dynrefer.evaluation.run;

import io.dynrefer.referring.EncodedImage;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An image as a subject sees it: its bytes, its pixels, and the boxes to answer about. Read when first needed. */
public final class AskedImage {
    private static final ImageReader READER = new ImageReader(ImageLimits.DEFAULT);

    private final String id;
    private final Supplier<byte[]> source;
    private final List<Box> boxes;
    private @Nullable EncodedImage encoded;
    private @Nullable RgbImage pixels;

    public AskedImage(String id, Supplier<byte[]> source, List<Box> boxes) {
        this.id = id;
        this.source = source;
        this.boxes = List.copyOf(boxes);
    }

    public String id() {
        return id;
    }

    public List<Box> boxes() {
        return boxes;
    }

    /** Reads the bytes now; a file that is not there is an error of the run, not of a sample. */
    void load() {
        Objects.requireNonNull(encoded());
    }

    /** The encoded image. */
    public EncodedImage encoded() {
        EncodedImage image = encoded;
        if (image == null) {
            image = new EncodedImage(source.get());
            encoded = image;
        }
        return image;
    }

    /** What it is called among the crops of a batch. */
    public ImageDigest digest() {
        return encoded().digest();
    }

    /**
     * The pixels, upright.
     *
     * @throws DynReferException what {@link ImageReader} refuses
     */
    public RgbImage pixels() {
        RgbImage image = pixels;
        if (image == null) {
            image = READER.read(encoded().bytes()).image();
            pixels = image;
        }
        return image;
    }
}
