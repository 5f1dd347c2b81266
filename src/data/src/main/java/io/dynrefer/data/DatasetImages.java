package io.dynrefer.data;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;

/** The pixels of a data set, read one image at a time from a folder, a zip or a store. Thread-safe. */
public final class DatasetImages {
    private final DatasetFiles files;
    private final ImageReader reader = new ImageReader(ImageLimits.DEFAULT);

    DatasetImages(DatasetFiles files) {
        this.files = files;
    }

    /** The encoded bytes of an image; {@link ErrorCode#NOT_FOUND} if its file is not there. */
    public byte[] encoded(AnnotatedImage image) {
        return files.require(image.fileName());
    }

    /** The image's pixels, {@code (height, width, 3)}; an image of another size than annotated is refused. */
    public RgbImage read(AnnotatedImage image) {
        RgbImage pixels = decode(image);
        if (!pixels.size().equals(image.size())) {
            throw DynReferException.invalid(
                    "width",
                    files.place() + ": " + image.fileName() + " is " + pixels.width() + "x" + pixels.height()
                            + ", but its annotation says " + image.size().width() + "x"
                            + image.size().height() + ".");
        }
        return pixels;
    }

    private RgbImage decode(AnnotatedImage image) {
        try {
            return reader.read(encoded(image)).image();
        } catch (DynReferException e) {
            throw new DynReferException(
                    e.code(), "file_name", files.place() + ": " + image.fileName() + ": " + e.getMessage(), e);
        }
    }
}
