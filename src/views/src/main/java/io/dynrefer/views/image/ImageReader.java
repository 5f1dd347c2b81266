package io.dynrefer.views.image;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import java.awt.color.CMMException;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads an encoded image: JPEG (baseline, progressive, CMYK), PNG, WebP, GIF (its first frame) and BMP. EXIF
 * orientation is applied, transparency is laid on white, 16-bit samples keep their high byte, embedded colour profiles
 * of RGB and grey images are ignored (as where the released model was trained). Nothing is written to disk.
 * Thread-safe.
 */
public final class ImageReader {
    private final ImageLimits limits;

    public ImageReader(ImageLimits limits) {
        this.limits = limits;
    }

    /**
     * Decodes {@code encoded}.
     *
     * @throws DynReferException {@link ErrorCode#NOT_AN_IMAGE} for other bytes, {@link ErrorCode#TOO_LARGE} above the
     *     limits, {@link ErrorCode#UNREADABLE_IMAGE} for a damaged or truncated image
     */
    public DecodedImage read(byte[] encoded) {
        return attempt(encoded, this::decode);
    }

    /** The header of bytes that {@link #read} has found good before; damage behind it goes unnoticed. */
    public ImageHeader header(byte[] encoded) {
        return attempt(encoded, (format, bytes) -> {
            try (FrameDecoder decoder = FrameDecoder.open(format, bytes)) {
                Orientation orientation = ExifOrientation.of(format, bytes);
                return new ImageHeader(format, orientation.upright(decoder.size()), orientation);
            }
        });
    }

    /** The region that the alpha channel of an image marks, if it marks one; errors as of {@link #read}. */
    public Optional<AlphaMask> alphaMask(byte[] encoded) {
        return attempt(encoded, (format, bytes) -> {
            try (FrameDecoder decoder = FrameDecoder.open(format, bytes)) {
                requirePixels(decoder.size());
                Completeness.require(format, bytes);
                return AlphaMask.of(decoder.decode());
            }
        });
    }

    private interface Look<T> {
        T at(ImageFormat format, byte[] encoded) throws IOException;
    }

    private <T> T attempt(byte[] encoded, Look<T> look) {
        requireBytes(encoded.length);
        ImageFormat format = ImageFormat.of(encoded);
        try {
            return look.at(format, encoded);
        } catch (IOException e) {
            throw unreadable(format, String.valueOf(e.getMessage()), e);
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | IllegalStateException
                | NegativeArraySizeException
                | ArithmeticException
                | NullPointerException
                | ClassCastException
                | CMMException e) {
            // What the decoders throw, besides IOException, when damaged bytes lead them astray.
            throw unreadable(format, e.toString(), e);
        }
    }

    private DecodedImage decode(ImageFormat format, byte[] encoded) throws IOException {
        try (FrameDecoder decoder = FrameDecoder.open(format, encoded)) {
            requirePixels(decoder.size());
            Completeness.require(format, encoded);
            Orientation orientation = ExifOrientation.of(format, encoded);
            return new DecodedImage(RgbConversion.toRgb(decoder.decode(), orientation), format, orientation);
        }
    }

    private static DynReferException unreadable(ImageFormat format, String why, Throwable cause) {
        return new DynReferException(
                ErrorCode.UNREADABLE_IMAGE,
                "image",
                "The " + format.wireName() + " image is damaged or cut short: " + why + ".",
                cause);
    }

    private void requireBytes(int bytes) {
        if (bytes > limits.maxBytes()) {
            throw new DynReferException(
                    ErrorCode.TOO_LARGE,
                    "image",
                    "The image has " + bytes + " bytes; at most " + limits.maxBytes() + " are taken.");
        }
    }

    private void requirePixels(ImageSize size) {
        long pixels = (long) size.width() * size.height();
        if (pixels > limits.maxPixels()) {
            throw new DynReferException(
                    ErrorCode.TOO_LARGE,
                    "image",
                    "The image is " + size.width() + "x" + size.height() + ", " + pixels + " pixels; at most "
                            + limits.maxPixels() + " are taken. Send it smaller.");
        }
    }
}
