package io.dynrefer.store;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Crops as bytes: 8-bit RGB PNG, lossless, readable with any viewer. Equal pixels give equal bytes on one Java runtime;
 * another one's compressor may choose other bytes for them.
 */
final class CropCodec {
    private static final String FORMAT = "png";
    private static final int CHANNELS = 3;

    private CropCodec() {}

    /** The PNG of a crop. */
    static byte[] encode(RgbImage crop) {
        BufferedImage image = new BufferedImage(crop.width(), crop.height(), BufferedImage.TYPE_3BYTE_BGR);
        swapRedAndBlue(bytes(crop), ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        ImageWriter writer = first(ImageIO.getImageWritersByFormatName(FORMAT));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(image);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a PNG to memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The crop stored under this key; damaged bytes are a 500 that names the key. */
    static RgbImage decode(BlobKey key, byte[] blob) {
        ImageReader reader = first(ImageIO.getImageReadersByFormatName(FORMAT));
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(blob))) {
            reader.setInput(input);
            BufferedImage image = reader.read(0);
            if (image.getRaster().getNumBands() != CHANNELS
                    || !(image.getRaster().getDataBuffer() instanceof DataBufferByte)) {
                throw new IOException("it is not 8-bit RGB");
            }
            return rgb(image);
        } catch (IOException | RuntimeException e) { // The reader throws both on malformed data.
            throw StoredForms.damaged(key, "not a readable PNG: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    private static RgbImage rgb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] samples = image.getRaster().getPixels(0, 0, width, height, (int[]) null); // (height, width, 3), red first
        byte[] pixels = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            pixels[i] = (byte) samples[i];
        }
        return new RgbImage(new ImageSize(width, height), pixels);
    }

    private static byte[] bytes(RgbImage crop) {
        byte[] pixels = new byte[crop.pixels().remaining()];
        crop.pixels().get(pixels);
        return pixels;
    }

    private static void swapRedAndBlue(byte[] from, byte[] into) {
        for (int i = 0; i < from.length; i += CHANNELS) {
            into[i] = from[i + 2];
            into[i + 1] = from[i + 1];
            into[i + 2] = from[i];
        }
    }

    private static <T> T first(Iterator<T> codecs) {
        if (!codecs.hasNext()) {
            throw new IllegalStateException("this Java runtime has no PNG codec (module java.desktop)");
        }
        return codecs.next();
    }
}
