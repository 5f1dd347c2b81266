package io.dynrefer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.Box;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.Task;
import io.dynrefer.region.View;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StoreKeysTest {
    private static final long SEED = 20_260_102;
    private static final ImageDigest IMAGE = ImageDigest.of("image".getBytes(StandardCharsets.UTF_8));
    private static final String HEX = "6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d";
    private static final ImageDigest OTHER_IMAGE = ImageDigest.of("other".getBytes(StandardCharsets.UTF_8));

    /** Blobs outlive releases: a change of these is a change of the store's format. */
    @Test
    void keys_areThese() {
        assertThat(StoreKeys.image(IMAGE)).hasToString("images/" + HEX);
        assertThat(StoreKeys.view(IMAGE, new PixelBox(10, 0, 110, 220), 224))
                .hasToString("views/" + HEX + "/10_0_110_220@224");
        assertThat(StoreKeys.embedding("eva-1f2e", IMAGE, new PixelBox(10, 0, 110, 220)))
                .hasToString("embeddings/eva-1f2e/" + HEX + "/10_0_110_220");
        assertThat(StoreKeys.representation("tiny-9a8b", IMAGE, views(new Box(10, 0.5, 110.25, 220), 0.0, 0.5, 0.1)))
                .hasToString("representations/tiny-9a8b/" + HEX + "/10_0.5_110.25_220/0_0.5_0.1");
        BlobKey representation =
                StoreKeys.representation("tiny-9a8b", IMAGE, views(new Box(10, 0, 110, 220), 0.0, 0.5));
        assertThat(StoreKeys.answer("tiny-9a8b", Task.CAPTION, representation, "{}".getBytes(StandardCharsets.UTF_8)))
                .hasToString("answers/tiny-9a8b/caption/" + HEX + "/"
                        + "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    /** What is made from a photo can be found by the photo alone, and nothing else is. */
    @Test
    void isAbout_whatIsMadeFromTheImage_andNothingElse() {
        BlobKey representation = StoreKeys.representation("m", IMAGE, views(new Box(1, 2, 3, 4), 0.0, 0.5));
        List<BlobKey> made = List.of(
                StoreKeys.image(IMAGE),
                StoreKeys.view(IMAGE, new PixelBox(0, 0, 1, 1), 224),
                StoreKeys.embedding("e", IMAGE, new PixelBox(0, 0, 1, 1)),
                representation,
                StoreKeys.answer("m", Task.TAGS, representation, new byte[] {1}));

        assertThat(made).allSatisfy(key -> {
            assertThat(StoreKeys.isAbout(IMAGE, key)).isTrue();
            assertThat(StoreKeys.isAbout(OTHER_IMAGE, key)).isFalse();
            assertThat(StoreKeys.isDerived(key)).isTrue();
        });
        for (String other : List.of("uploads/a/" + HEX, "answers/" + HEX, "jobs/a/" + HEX)) {
            assertThat(StoreKeys.isAbout(IMAGE, new BlobKey(other))).as(other).isFalse();
        }
    }

    @Test
    void answer_ofWhatIsNoRepresentation_isRefused() {
        assertThatThrownBy(() -> StoreKeys.answer("m", Task.TAGS, StoreKeys.image(IMAGE), new byte[0]))
                .hasMessageContaining("not the key of a region representation");
    }

    @Test
    void decimal_isShortestWithoutTrailingZeros() {
        assertThat(List.of(0.0, -0.0, 1.0, 10.0, 100.0, 0.1, 2e-3, 1e-7, 1e-300, 451.0, 2e23, (double) 0.1f))
                .extracting(StoreKeys::decimal)
                .containsExactly(
                        "0",
                        "0",
                        "1",
                        "10",
                        "100",
                        "0.1",
                        "0.002",
                        "1E-7",
                        "1E-300",
                        "451",
                        "2E+23",
                        "0.10000000149011612");
    }

    @Test
    void decimal_differentDoubles_areDifferentAndReadBack() {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            double value = i % 2 == 0 ? random.nextDouble() * 2_000 : Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(StoreKeys.decimal(value)))
                        .as("seed %d", SEED)
                        .isEqualTo(value);
            }
        }
    }

    /** Random inputs from a small pool, so that most pairs differ in one part: equal keys only for equal inputs. */
    @Test
    void keys_differentInputs_neverCollide() {
        Random random = new Random(SEED);
        Map<BlobKey, Object> inputOf = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            ImageDigest image = random.nextBoolean() ? IMAGE : OTHER_IMAGE;
            String model = List.of("a", "a-1", "1", "a_1").get(random.nextInt(4));
            PixelBox crop = crop(random);
            NestedViews nested = views(
                    new Box(pick(random), pick(random), pick(random) + 1_000, pick(random) + 1_000),
                    pick(random),
                    pick(random));
            int size = 1 + random.nextInt(30);
            put(inputOf, StoreKeys.image(image), List.of("image", image));
            put(inputOf, StoreKeys.view(image, crop, size), List.of("view", image, crop, size));
            put(inputOf, StoreKeys.embedding(model, image, crop), List.of("embedding", model, image, crop));
            put(
                    inputOf,
                    StoreKeys.representation(model, image, nested),
                    List.of("representation", model, image, nested.region(), nested.coefficients()));
            byte[] question = {(byte) random.nextInt(3), (byte) random.nextInt(3)};
            Task task = Task.values()[random.nextInt(4)];
            put(
                    inputOf,
                    StoreKeys.answer(model, task, StoreKeys.representation(model, image, nested), question),
                    List.of("answer", model, task, image, question[0], question[1]));
        }
        assertThat(inputOf).hasSizeGreaterThan(5_000);
    }

    @Test
    void representation_viewsInAnotherOrder_isAnotherKey() {
        Box region = new Box(1, 2, 3, 4);
        assertThat(StoreKeys.representation("m", IMAGE, views(region, 0, 0.1, 0.5)))
                .isNotEqualTo(StoreKeys.representation("m", IMAGE, views(region, 0, 0.5, 0.1)));
    }

    @Test
    void keys_idThatIsNoSegment_isRefused() {
        assertThatThrownBy(() -> StoreKeys.embedding("a/b", IMAGE, new PixelBox(0, 0, 1, 1)))
                .hasMessageContaining("slash");
        assertThatThrownBy(() -> StoreKeys.embedding("", IMAGE, new PixelBox(0, 0, 1, 1)))
                .hasMessageContaining("empty");
    }

    private static void put(Map<BlobKey, Object> inputOf, BlobKey key, Object input) {
        Object before = inputOf.putIfAbsent(key, input);
        assertThat(before == null || before.equals(input))
                .as("seed %d: %s is the key of %s and of %s", SEED, key, before, input)
                .isTrue();
    }

    private static double pick(Random random) {
        return new double[] {0, 1, 10, 11, 0.1, 0.01, 1e-7, 110, 0.5}[random.nextInt(9)];
    }

    private static PixelBox crop(Random random) {
        int x = random.nextInt(12);
        int y = random.nextInt(12);
        return new PixelBox(x, y, x + 1 + random.nextInt(12), y + 1 + random.nextInt(12));
    }

    private static NestedViews views(Box region, double... coefficients) {
        List<View> views = Arrays.stream(coefficients)
                .mapToObj(t -> new View(t, region, new PixelBox(0, 0, 1, 1), region, 0, 0))
                .toList();
        return new NestedViews(new ImageSize(2_000, 2_000), region, 224, views);
    }
}
