package io.dynrefer.views.image;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.OutOfMemory;
import io.dynrefer.region.RgbImage;
import java.awt.color.CMMException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads an encoded image: JPEG (baseline, progressive, CMYK), PNG, WebP, GIF (its first frame) and BMP. EXIF
 * orientation is applied, transparency is laid on white, 16-bit samples keep their high byte, embedded colour profiles
 * of RGB and grey images are ignored (as where the released model was trained). Nothing is written to disk.
 * Thread-safe.
 */
public final class ImageReader {
    /** Decoders' own arrays and the picture beside them, in bytes a pixel. */
    private static final int DECODING = 14;

    /** The same for WebP, whose decoder keeps an object for every block of 4x4 pixels. */
    private static final int DECODING_WEBP = 34;

    private static final int DECODED = 3;

    private final ImageLimits limits;
    private final PixelMemory memory;

    public ImageReader(ImageLimits limits) {
        this(limits, PixelMemory.OF_PROCESS);
    }

    ImageReader(ImageLimits limits, PixelMemory memory) {
        this.limits = limits;
        this.memory = memory;
    }

    /**
     * Decodes {@code encoded}.
     *
     * @throws DynReferException {@link ErrorCode#NOT_AN_IMAGE} for other bytes, {@link ErrorCode#TOO_LARGE} above the
     *     limits, {@link ErrorCode#UNREADABLE_IMAGE} for a damaged or truncated image, {@link ErrorCode#OVER_CAPACITY}
     *     if there is no memory for it at the moment
     */
    public DecodedImage read(byte[] encoded) {
        Loan loan = lend(encoded);
        loan.letGo().run();
        return loan.image();
    }

    /**
     * A decoded image whose pixels count among the memory of this process until it is let go, once.
     *
     * @param letGo to be run when nobody looks at the image any more
     */
    public record Loan(DecodedImage image, Runnable letGo) {}

    /** As {@link #read}, for whoever keeps the image for a while. */
    public Loan lend(byte[] encoded) {
        return attempt(encoded, this::decode);
    }

    /** The header of bytes that {@link #read} has found good before; damage behind it goes unnoticed. */
    public ImageHeader header(byte[] encoded) {
        return attempt(encoded, (format, bytes) -> {
            Orientation orientation = ExifOrientation.of(format, bytes);
            ImageSize size = orientation.upright(size(format, bytes));
            return new ImageHeader(
                    format,
                    size,
                    orientation,
                    Completeness.require(format, bytes, limits).warnings());
        });
    }

    /** The region that the alpha channel of an image marks, if it marks one; errors as of {@link #read}. */
    public Optional<AlphaMask> alphaMask(byte[] encoded) {
        return attempt(
                encoded, (format, bytes) -> decode(format, bytes, 0, (frame, whole, room) -> AlphaMask.of(frame)));
    }

    private interface Look<T> {
        T at(ImageFormat format, byte[] encoded) throws IOException;
    }

    private <T> T attempt(byte[] encoded, Look<T> look) {
        requireBytes(encoded.length);
        ImageFormat format = ImageFormat.of(encoded);
        try {
            return look.at(format, encoded);
        } catch (DecodingTimeException e) {
            throw new DynReferException(
                    ErrorCode.TOO_LARGE,
                    "image",
                    "The " + format.wireName() + " image is too much work: " + e.getMessage()
                            + ". Store it anew, and send that.",
                    e);
        } catch (IOException e) {
            throw OutOfMemory.in(e) ? OutOfMemory.refusal(e) : unreadable(format, String.valueOf(e.getMessage()), e);
        } catch (OutOfMemoryError e) {
            throw OutOfMemory.refusal(e);
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | IllegalStateException
                | NegativeArraySizeException
                | ArithmeticException
                | NullPointerException
                | ClassCastException
                | CMMException e) {
            // What the decoders throw, besides IOException, when damaged bytes lead them astray.
            throw OutOfMemory.in(e) ? OutOfMemory.refusal(e) : unreadable(format, e.toString(), e);
        }
    }

    private Loan decode(ImageFormat format, byte[] encoded) throws IOException {
        Orientation orientation = ExifOrientation.of(format, encoded);
        return decode(format, encoded, DECODED, (frame, whole, room) -> {
            RgbImage image = RgbConversion.toRgb(frame, orientation);
            return new Loan(new DecodedImage(image, format, orientation, whole.warnings()), () -> room.shrink(0));
        });
    }

    /** What is made of a decoded frame. */
    private interface Use<T> {
        T of(BufferedImage frame, Completeness.Whole whole, PixelMemory.Room room) throws IOException;
    }

    /** @param kept bytes a pixel that stay taken afterwards */
    private <T> T decode(ImageFormat format, byte[] encoded, int kept, Use<T> use) throws IOException {
        long pixels = requirePixels(size(format, encoded));
        Completeness.Whole whole = Completeness.require(format, encoded, limits);
        PixelMemory.Room room = memory.take(pixels * (format == ImageFormat.WEBP ? DECODING_WEBP : DECODING));
        long left = 0;
        try (FrameDecoder decoder = FrameDecoder.open(format, whole, ImageLimits.DECODING)) {
            T used = use.of(decoder.decode(), whole, room);
            left = pixels * kept;
            return used;
        } finally {
            room.shrink(left);
        }
    }

    private static ImageSize size(ImageFormat format, byte[] encoded) throws IOException {
        try (FrameDecoder decoder = FrameDecoder.open(format, Completeness.Whole.of(encoded), ImageLimits.DECODING)) {
            return decoder.size();
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

    private long requirePixels(ImageSize size) {
        long pixels = (long) size.width() * size.height();
        if (pixels > limits.maxPixels()) {
            throw new DynReferException(
                    ErrorCode.TOO_LARGE,
                    "image",
                    "The image is " + size.width() + "x" + size.height() + ", " + pixels + " pixels; at most "
                            + limits.maxPixels() + " are taken. Send it smaller.");
        }
        return pixels;
    }
}
