package io.dynrefer.views.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReaderTest {
    private final ImageReader reader = new ImageReader(ImageLimits.DEFAULT);

    static List<String> fixtures() {
        return EncodedFixtures.names();
    }

    @Test
    void fixtures_coverEveryFormat() {
        for (ImageFormat format : ImageFormat.values()) {
            assertThat(fixtures()).anyMatch(name -> name.startsWith(format.wireName()));
        }
        assertThat(fixtures()).hasSize(48);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void read_everyKind_whatPillowReads(String name) {
        DecodedImage decoded = reader.read(EncodedFixtures.encoded(name));

        RgbImage expected = EncodedFixtures.expected(name);
        assertThat(decoded.format())
                .isEqualTo(
                        ImageFormat.valueOf(name.substring(0, name.indexOf('-')).toUpperCase(Locale.ROOT)));
        assertThat(decoded.image().size()).isEqualTo(expected.size());
        assertThat(reader.header(EncodedFixtures.encoded(name))).isEqualTo(decoded.header());
        int[] differences = differences(expected, decoded.image());
        double mean = Arrays.stream(differences).average().orElseThrow();
        int worst = Arrays.stream(differences).max().orElseThrow();
        if (name.startsWith("webp-lossy")) { // chroma is spread over its pixels more simply than in Google's decoder
            assertThat(mean).isLessThan(1.5);
            assertThat(worst).isLessThan(25);
        } else { // CMYK rounds once more
            assertThat(worst).isLessThanOrEqualTo(name.contains("-cmyk") || name.contains("-ycck") ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void read_exifOrientation_appliedAndSaid(int value) {
        DecodedImage decoded = reader.read(EncodedFixtures.encoded("jpeg-orientation-" + value + ".jpg"));

        assertThat(decoded.orientation().exifValue()).isEqualTo(value);
        assertThat(decoded.image().size()).isEqualTo(value >= 5 ? new ImageSize(30, 40) : new ImageSize(40, 30));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void read_cutShort_neverAPicture(String name) {
        byte[] encoded = EncodedFixtures.encoded(name);
        int firstFrame = encoded.length;
        if (name.startsWith("gif")) {
            firstFrame = encoded.length / 4; // later frames are not read
        } else if (name.startsWith("jpeg")) {
            firstFrame =
                    encoded.length - 5; // a picture without its end marker is one, and its last bits may be padding
        }
        for (int length = firstFrame - 1; length > 30; length -= 1 + firstFrame / 40) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThat(failure(cut)).as("%s cut to %d bytes", name, length).isEqualTo(ErrorCode.UNREADABLE_IMAGE);
        }
    }

    @Test
    void read_jpegCutShortAndClosedAgain_unreadable() {
        byte[] encoded = EncodedFixtures.encoded("jpeg-baseline.jpg");
        byte[] closed = Arrays.copyOf(encoded, encoded.length / 2);
        closed[closed.length - 2] = (byte) 0xFF;
        closed[closed.length - 1] = (byte) 0xD9;

        assertThat(failure(closed)).isEqualTo(ErrorCode.UNREADABLE_IMAGE);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void read_damaged_pictureOrClearError(String name) {
        long seed = 13;
        Random random = new Random(seed);
        byte[] encoded = EncodedFixtures.encoded(name);
        for (int round = 0; round < 40; round++) {
            byte[] damaged = encoded.clone();
            IntStream.range(0, 3).forEach(i -> damaged[random.nextInt(damaged.length)] = (byte) random.nextInt());
            try {
                assertThat(reader.read(damaged).image().width()).isPositive();
            } catch (DynReferException e) {
                assertThat(e.code())
                        .as("seed %d, round %d", seed, round)
                        .isIn(ErrorCode.UNREADABLE_IMAGE, ErrorCode.NOT_AN_IMAGE, ErrorCode.TOO_LARGE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "BMW is a car, not a picture.", "<svg xmlns='x'/>", "GIF88a", "%PDF-1.7"})
    void read_otherBytes_notAnImage(String text) {
        assertThat(failure(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(ErrorCode.NOT_AN_IMAGE);
    }

    @Test
    void read_moreBytesThanAllowed_tooLargeWithBothNumbers() {
        byte[] encoded = EncodedFixtures.encoded("png-rgb.png");
        ImageReader strict = new ImageReader(new ImageLimits(encoded.length - 1, 36_000_000));

        assertThatThrownBy(() -> strict.read(encoded))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining(String.valueOf(encoded.length))
                .satisfies(e -> assertThat(((DynReferException) e).code()).isEqualTo(ErrorCode.TOO_LARGE));
    }

    @Test
    void read_exactlyAtTheLimits_read() {
        byte[] encoded = EncodedFixtures.encoded("png-rgb.png");

        assertThat(new ImageReader(new ImageLimits(encoded.length, 40 * 30))
                        .read(encoded)
                        .image()
                        .size())
                .isEqualTo(new ImageSize(40, 30));
    }

    @Test
    void read_fortyMegapixels_tooLargeBeforeDecoding() {
        assertThat(failure(resized("png-rgb.png", ByteOrder.BIG_ENDIAN, 16, 4))).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(failure(resized("bmp-rgb.bmp", ByteOrder.LITTLE_ENDIAN, 18, 4)))
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(failure(resized("gif-still.gif", ByteOrder.LITTLE_ENDIAN, 6, 2)))
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(failure(jpegOfFortyMegapixels())).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(failure(webp(8000, 5000, 8000, 5000))).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void read_webpFrameLargerThanItsCanvas_unreadableBeforeDecoding() {
        assertThat(failure(webp(40, 30, 8000, 5000))).isEqualTo(ErrorCode.UNREADABLE_IMAGE);
    }

    private ErrorCode failure(byte[] encoded) {
        DynReferException failure = catchThrowableOfType(DynReferException.class, () -> reader.read(encoded));
        assertThat(failure).isNotNull();
        assertThat(failure.field()).contains("image");
        return failure.code();
    }

    private static int[] differences(RgbImage expected, RgbImage actual) {
        ByteBuffer first = expected.pixels();
        ByteBuffer second = actual.pixels();
        return IntStream.range(0, first.limit())
                .map(i -> Math.abs((first.get(i) & 0xFF) - (second.get(i) & 0xFF)))
                .toArray();
    }

    /** A fixture whose header says 8000x5000, width and height following one another. */
    private static byte[] resized(String name, ByteOrder order, int offset, int bytesEach) {
        ByteBuffer bytes = ByteBuffer.wrap(EncodedFixtures.encoded(name)).order(order);
        if (bytesEach == 4) {
            bytes.putInt(offset, 8000).putInt(offset + 4, 5000);
        } else {
            bytes.putShort(offset, (short) 8000).putShort(offset + 2, (short) 5000);
        }
        return bytes.array();
    }

    private static byte[] jpegOfFortyMegapixels() {
        byte[] encoded = EncodedFixtures.encoded("jpeg-baseline.jpg");
        int frame = IntStream.range(0, encoded.length)
                .filter(i -> encoded[i] == (byte) 0xFF && encoded[i + 1] == (byte) 0xC0)
                .findFirst()
                .orElseThrow();
        ByteBuffer.wrap(encoded).putShort(frame + 5, (short) 5000).putShort(frame + 7, (short) 8000);
        return encoded;
    }

    /** A canvas with one lossy frame whose header says another size. */
    private static byte[] webp(int canvasWidth, int canvasHeight, int width, int height) {
        byte[] lossy = EncodedFixtures.encoded("webp-lossy.webp");
        ByteBuffer bytes = ByteBuffer.allocate(lossy.length + 18).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(lossy, 0, 12)
                .put("VP8X".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(10)
                .putInt(0);
        bytes.putShort((short) (canvasWidth - 1)).put((byte) 0);
        bytes.putShort((short) (canvasHeight - 1)).put((byte) 0);
        int frame = bytes.position();
        bytes.put(lossy, 12, lossy.length - 12).putInt(4, bytes.capacity() - 8);
        return bytes.putShort(frame + 14, (short) width)
                .putShort(frame + 16, (short) height)
                .array();
    }
}
