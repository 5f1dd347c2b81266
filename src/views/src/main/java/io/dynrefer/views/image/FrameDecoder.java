package io.dynrefer.views.image;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.dynrefer.region.ImageSize;
import io.dynrefer.views.image.Completeness.Whole;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The first frame of an encoded image, through ImageIO: its size first, its pixels when asked for. */
final class FrameDecoder implements AutoCloseable {
    private static final Map<ImageFormat, ImageReaderSpi> DECODERS = Map.of(
            ImageFormat.JPEG, registeredJpegDecoder(),
            ImageFormat.WEBP, new WebPImageReaderSpi(),
            ImageFormat.BMP, new BMPImageReaderSpi(),
            ImageFormat.PNG, platformDecoder("png"),
            ImageFormat.GIF, platformDecoder("gif"));

    /** What the JPEG decoder says, as a mere warning, of pixels it made up. The file's own end is another thing. */
    private static final List<String> MADE_UP_PIXELS =
            List.of("premature end of data", "bad huffman", "instead of rst");

    private static final int WHITE = 0xFFFFFF;

    private final ImageFormat format;
    private final byte[] encoded;
    private final EncodedStream stream;
    private final ImageReader reader;
    private final List<String> warnings = new ArrayList<>();

    private FrameDecoder(ImageFormat format, Whole image, Duration limit, ImageReader reader) {
        this.format = format;
        this.encoded = image.encoded();
        this.stream = new EncodedStream(encoded, image.gaps(), limit);
        this.reader = reader;
        // Metadata is ignored: it may be compressed, and so hold a bomb of its own.
        reader.setInput(stream, true, true);
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    }

    /** @param limit the most time that decoding may compute */
    static FrameDecoder open(ImageFormat format, Whole image, Duration limit) throws IOException {
        ImageReaderSpi decoder = DECODERS.get(format);
        if (decoder == null) {
            throw new AssertionError("no decoder for " + format);
        }
        return new FrameDecoder(format, image, limit, decoder.createReaderInstance());
    }

    /** The size as stored, read from the header alone. */
    ImageSize size() throws IOException {
        return format == ImageFormat.GIF
                ? GifStructure.read(encoded).canvas()
                : new ImageSize(reader.getWidth(0), reader.getHeight(0));
    }

    /** The pixels; an {@link IOException} when the decoder had to make some up. */
    BufferedImage decode() throws IOException {
        stream.start();
        BufferedImage frame = reader.read(0);
        for (String warning : warnings) {
            String lower = warning.toLowerCase(Locale.ROOT);
            if (MADE_UP_PIXELS.stream().anyMatch(lower::contains)) {
                throw new IOException(warning);
            }
        }
        return format == ImageFormat.GIF ? onCanvas(frame, GifStructure.read(encoded)) : frame;
    }

    /** A GIF's frame in its place on a white canvas; the frame itself when it fills the canvas. */
    private static BufferedImage onCanvas(BufferedImage frame, GifStructure structure) {
        ImageSize size = structure.canvas();
        if (frame.getWidth() == size.width() && frame.getHeight() == size.height()) {
            return frame;
        }
        int[] canvas = new int[size.width() * size.height()]; // (height, width)
        Arrays.fill(canvas, WHITE);
        for (int y = 0; y < frame.getHeight(); y++) {
            for (int x = 0; x < frame.getWidth(); x++) {
                int pixel = frame.getRGB(x, y);
                if (pixel >>> 24 != 0) { // a GIF's pixels are opaque or not there
                    canvas[(structure.top() + y) * size.width() + structure.left() + x] = pixel;
                }
            }
        }
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, size.width(), size.height(), canvas, 0, size.width());
        return image;
    }

    @Override
    public void close() {
        reader.dispose();
    }

    /** The JPEG decoder builds on the platform's, which it only finds once it is registered next to it. */
    private static ImageReaderSpi registeredJpegDecoder() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        registry.registerServiceProvider(new JPEGImageReaderSpi());
        return registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
    }

    /** The platform's own decoder, whatever plugins the class path holds. */
    private static ImageReaderSpi platformDecoder(String format) {
        Iterator<ImageReaderSpi> decoders =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
        while (decoders.hasNext()) {
            ImageReaderSpi decoder = decoders.next();
            boolean platform = decoder.getClass().getModule().equals(ImageReader.class.getModule());
            if (platform && List.of(decoder.getFormatNames()).contains(format)) {
                return decoder;
            }
        }
        throw new AssertionError("every Java platform decodes " + format);
    }
}
