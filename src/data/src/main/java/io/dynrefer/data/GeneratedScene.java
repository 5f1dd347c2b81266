package io.dynrefer.data;

import io.dynrefer.pictures.JpegEncoder;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.image.ImageFormat;
import java.util.List;

/** An encoded image and its annotated regions, whose ids are given when they are written. Immutable. */
public final class GeneratedScene {
    private static final int JPEG_QUALITY = 90;

    private final byte[] encoded;
    private final ImageSize size;
    private final List<AnnotatedRegion> regions;

    private GeneratedScene(byte[] encoded, ImageSize size, List<AnnotatedRegion> regions) {
        this.encoded = encoded;
        this.size = size;
        this.regions = List.copyOf(regions);
    }

    /** A picture that was drawn; it is stored as a JPEG of quality 90. */
    public static GeneratedScene drawn(RgbImage picture, List<AnnotatedRegion> regions) {
        return new GeneratedScene(JpegEncoder.encode(picture, JPEG_QUALITY), picture.size(), regions);
    }

    /** A photo whose encoded bytes (JPEG, PNG or WebP) are stored as they are; {@code size} is its upright size. */
    public static GeneratedScene photo(byte[] encoded, ImageSize size, List<AnnotatedRegion> regions) {
        return new GeneratedScene(encoded.clone(), size, regions);
    }

    byte[] encoded() {
        return encoded.clone();
    }

    /** The ending of the image's file name, after its format: {@code jpg}, {@code png}, … */
    String extension() {
        ImageFormat format = ImageFormat.of(encoded);
        return format == ImageFormat.JPEG ? "jpg" : format.wireName();
    }

    ImageSize size() {
        return size;
    }

    List<AnnotatedRegion> regions() {
        return regions;
    }
}
