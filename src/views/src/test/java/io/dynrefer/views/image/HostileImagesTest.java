package io.dynrefer.views.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are made to cost, and images that end early though their containers look whole. */
class HostileImagesTest {
    private static final int SOF_HEIGHT = 5; // from the marker on

    private static final long MOST_FOR_A_BOMB = 200_000_000; // bytes

    private final ImageReader reader = new ImageReader(ImageLimits.DEFAULT);

    @Test
    void read_largeProgressiveJpegOfManyScans_refusedForItsWork() {
        byte[] bomb = withLastScan("jpeg-progressive.jpg", 300);
        int frame = find(bomb, 0xC2);
        ByteBuffer.wrap(bomb).putShort(frame + SOF_HEIGHT, (short) 6000).putShort(frame + SOF_HEIGHT + 2, (short) 6000);

        DynReferException refusal = failure(bomb);

        assertThat(refusal.code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE);
        assertThat(refusal).hasMessageContaining("scans").hasMessageContaining("36000000");
    }

    @Test
    void read_smallProgressiveJpegOfManyScans_read() {
        assertThat(reader.read(withLastScan("jpeg-progressive.jpg", 60)).image().size())
                .isEqualTo(new ImageSize(40, 30));
        assertThat(failure(withLastScan("jpeg-progressive.jpg", 501)).code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE);
    }

    /** Its header says 5999x5999, its bits are over after a few. */
    @Test
    void read_losslessWebpThatEndsEarly_unreadable() {
        assertThat(failure(resource("big-alphall.webp")))
                .hasMessageContaining("ends in the middle")
                .extracting(DynReferException::code)
                .isEqualTo(ErrorCode.UNREADABLE_IMAGE);
    }

    /** Both once computed for a minute, and allocated up to 33 GB. */
    @ParameterizedTest
    @ValueSource(strings = {"big-alphall.webp", "many-scans.jpg"})
    void read_bombs_refusedBeforeTheyTakeMemory(String name) {
        byte[] bomb = resource(name);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThat(failure(bomb).code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_FOR_A_BOMB);
    }

    @Test
    void read_webpWithPixelsManyTimes_decodesThemOnce() throws IOException {
        byte[] lossless = EncodedFixtures.encoded("webp-lossless.webp");
        byte[] chunk = Arrays.copyOfRange(lossless, 12, lossless.length);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes(extendedHeader(40, 30));
        for (int i = 0; i < 1000; i++) {
            chunks.writeBytes(chunk);
        }
        byte[] repeated = riff(chunks.toByteArray());

        assertThat(Completeness.require(ImageFormat.WEBP, repeated, ImageLimits.DEFAULT)
                        .encoded())
                .hasSizeLessThan(2 * lossless.length);
        assertThat(reader.read(repeated).image().pixels())
                .isEqualTo(reader.read(lossless).image().pixels());
    }

    @ParameterizedTest
    @CsvSource({"webp-lossless.webp, 3", "webp-lossless.webp, 40", "webp-lossy.webp, 12", "webp-lossy.webp, 60"})
    void read_webpChunkThatEndsEarlyBeforeOthers_unreadable(String name, int missing) {
        byte[] encoded = EncodedFixtures.encoded(name);
        int length = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt(16) - missing;
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes(extendedHeader(40, 30));
        chunks.writeBytes(Arrays.copyOfRange(encoded, 12, 16));
        chunks.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        chunks.writeBytes(Arrays.copyOfRange(encoded, 20, 20 + length + length % 2));
        byte[] text = new byte[5000]; // what the decoder would take for pixels
        Arrays.fill(text, (byte) 'x');
        ByteBuffer metadata = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        chunks.writeBytes(metadata.put("XMP ".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(text.length)
                .put(text)
                .array());

        assertThat(failure(riff(chunks.toByteArray())).code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif-still.gif", "gif-interlaced.gif", "gif-small-frame.gif"})
    void read_gifWhosePixelsEndEarlyInWholeBlocks_unreadable(String name) throws IOException {
        byte[] encoded = EncodedFixtures.encoded(name);
        int flags = encoded.length - GifStructure.read(encoded).frame().remaining();
        int colors = (encoded[flags] & 0x80) == 0 ? 0 : 3 * (2 << (encoded[flags] & 7));
        int begin = flags + 1 + colors + 1; // after the bits of a pixel
        byte[] cut = Arrays.copyOf(encoded, begin + 60);
        cut[begin] = 57; // one block, then the empty one
        cut[begin + 58] = 0;
        cut[begin + 59] = 0x3B;

        assertThat(failure(cut)).hasMessageContaining("pixels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png-rgb.png", "png-interlaced.png", "png-rgb16.png", "png-palette.png"})
    void read_pngWhosePixelsEndEarlyInAWholeChunk_unreadable(String name) {
        byte[] encoded = EncodedFixtures.encoded(name);
        int data = indexOf(encoded, "IDAT");
        int length = ByteBuffer.wrap(encoded).getInt(data - 4) / 2;
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        cut.write(encoded, 0, data - 4);
        cut.writeBytes(chunk(Arrays.copyOfRange(encoded, data, data + 4 + length)));
        cut.writeBytes(chunk("IEND".getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(failure(cut.toByteArray()).code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE);
    }

    /** Eight rows, of which the run-length code has two. */
    @Test
    void read_runLengthBmpThatEndsEarly_unreadable() {
        ByteBuffer bmp = ByteBuffer.allocate(54 + 4 * 256 + 10).order(ByteOrder.LITTLE_ENDIAN);
        bmp.put("BM".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(bmp.capacity())
                .putInt(0)
                .putInt(54 + 4 * 256);
        bmp.putInt(40).putInt(8).putInt(8).putShort((short) 1).putShort((short) 8);
        bmp.putInt(1).putInt(10).putInt(0).putInt(0).putInt(256).putInt(0);
        bmp.position(54 + 4 * 256);
        bmp.put(new byte[] {8, 3, 0, 0, 8, 5, 0, 0});

        assertThat(failure(Arrays.copyOf(bmp.array(), bmp.position())).code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE);
    }

    /** As some phones write it: bytes of their own in place of the end marker. */
    @Test
    void read_jpegWithoutEndMarkerButWithEveryLine_readWithAWarning() {
        byte[] phone = resource("no-end-marker.jpg");

        DecodedImage decoded = reader.read(phone);

        assertThat(decoded.image().size()).isEqualTo(new ImageSize(640, 480));
        assertThat(decoded.warnings()).singleElement().asString().contains("end marker");
        assertThat(reader.header(phone)).isEqualTo(decoded.header());
        assertThat(failure(Arrays.copyOf(phone, 15_000)).code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE);
    }

    @Test
    void read_jpegCutBetweenTwoScans_unreadable() {
        byte[] encoded = EncodedFixtures.encoded("jpeg-progressive.jpg");
        byte[] cut = Arrays.copyOf(encoded, lastScan(encoded));

        assertThat(failure(cut)).hasMessageContaining("scans");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0000001866747970 6865696300000000 6d69663168656963 | HEIC",
                "0000001c66747970 6d69663100000000 6d69663161766966 | AVIF",
                "0000001c66747970 6176696600000000 6d69663161766966 | AVIF",
                "49492a0008000000 | TIFF",
                "4d4d002a00000008 | TIFF",
                "ff0a1234 | JPEG XL",
                "0000000c6a502020 | JPEG 2000",
                "255044462d312e37 | PDF",
                "3c21444f43545950 452068746d6c3e3c 68746d6c3e343033 | a web page",
                "0a3c737667207669 6577426f783d2222 3e | SVG",
                "7b226572726f7222 3a2031207d | JSON",
                "'' | 0 bytes",
            })
    void read_formatsThatAreNotRead_areNamed(String start, String name) {
        DynReferException failure = failure(HexFormat.of().parseHex(start.replace(" ", "")));

        assertThat(failure.code()).isEqualTo(ErrorCode.NOT_AN_IMAGE);
        assertThat(failure).hasMessageContaining(name);
    }

    @Test
    void decode_beyondItsTime_stopsWhereverItIs() {
        byte[] encoded = EncodedFixtures.encoded("webp-lossy.webp");
        assertThatThrownBy(() -> {
                    try (FrameDecoder decoder =
                            FrameDecoder.open(ImageFormat.WEBP, Completeness.Whole.of(encoded), Duration.ZERO)) {
                        decoder.decode();
                    }
                })
                .isInstanceOf(DecodingTimeException.class);
    }

    private DynReferException failure(byte[] encoded) {
        DynReferException failure = catchThrowableOfType(DynReferException.class, () -> reader.read(encoded));
        assertThat(failure).isNotNull();
        assertThat(failure.field()).contains("image");
        return failure;
    }

    private static byte[] resource(String name) {
        try (InputStream in = HostileImagesTest.class.getResourceAsStream("/hostile/" + name)) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The JPEG with its last scan so many times. */
    private static byte[] withLastScan(String name, int times) {
        byte[] encoded = EncodedFixtures.encoded(name);
        int scan = lastScan(encoded);
        ByteArrayOutputStream repeated = new ByteArrayOutputStream();
        repeated.write(encoded, 0, scan);
        for (int i = 0; i < times; i++) {
            repeated.write(encoded, scan, encoded.length - 2 - scan);
        }
        repeated.write(encoded, encoded.length - 2, 2);
        return repeated.toByteArray();
    }

    private static int lastScan(byte[] encoded) {
        int at = encoded.length - 2;
        while (encoded[at] != (byte) 0xFF || encoded[at + 1] != (byte) 0xDA) {
            at--;
        }
        return at;
    }

    private static int find(byte[] encoded, int marker) {
        int at = 0;
        while (encoded[at] != (byte) 0xFF || encoded[at + 1] != (byte) marker) {
            at++;
        }
        return at;
    }

    private static int indexOf(byte[] encoded, String name) {
        return new String(encoded, StandardCharsets.ISO_8859_1).indexOf(name);
    }

    /** A PNG chunk of this name and content. */
    private static byte[] chunk(byte[] nameAndContent) {
        CRC32 checksum = new CRC32();
        checksum.update(nameAndContent);
        return ByteBuffer.allocate(nameAndContent.length + 8)
                .putInt(nameAndContent.length - 4)
                .put(nameAndContent)
                .putInt((int) checksum.getValue())
                .array();
    }

    private static byte[] extendedHeader(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
        header.put("VP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).putInt(0);
        for (int side : List.of(width - 1, height - 1)) {
            header.putShort((short) side).put((byte) 0);
        }
        return header.array();
    }

    private static byte[] riff(byte[] chunks) {
        return ByteBuffer.allocate(12 + chunks.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(4 + chunks.length)
                .put("WEBP".getBytes(StandardCharsets.ISO_8859_1))
                .put(chunks)
                .array();
    }
}
