package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PixelsAndNumbersTest {
    private static final FloatMatrix MATRIX = new FloatMatrix(2, 2, new float[] {1, 2, 3, 4});
    private static final Box BOX = new Box(1, 2, 3, 5);

    @Test
    void imageDigest_isTheContentsSha256() {
        assertThat(ImageDigest.of(new byte[0]))
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThatThrownBy(() -> new ImageDigest("E3B0")).hasMessageContaining("64 lower-case hex digits");
    }

    @Test
    void imageSize_hasAtLeastOnePixel() {
        assertThat(new ImageSize(4, 3).box()).isEqualTo(new Box(0, 0, 4, 3));
        assertThatThrownBy(() -> new ImageSize(0, 3)).isInstanceOf(DynReferException.class);
    }

    @Test
    void rgbImage_copiesItsPixels() {
        byte[] pixels = {1, 2, (byte) 200};
        RgbImage image = new RgbImage(new ImageSize(1, 1), pixels);

        pixels[2] = 0;

        assertThat(image.sample(0, 0, 2)).isEqualTo(200);
        assertThat(image.pixels().isReadOnly()).isTrue();
        assertThat(image.width() + image.height()).isEqualTo(2);
        assertThatThrownBy(() -> new RgbImage(new ImageSize(2, 1), pixels)).hasMessageContaining("expected 6 bytes");
    }

    @Test
    void floatMatrix_isEqualByValue() {
        assertThat(MATRIX)
                .isEqualTo(new FloatMatrix(2, 2, new float[] {1, 2, 3, 4}))
                .hasToString("FloatMatrix(2, 2)");
        assertThat(MATRIX.hashCode()).isEqualTo(new FloatMatrix(2, 2, new float[] {1, 2, 3, 4}).hashCode());
        assertThat(MATRIX).isNotEqualTo(new FloatMatrix(1, 4, new float[] {1, 2, 3, 4}));
        assertThat(MATRIX.values().get(3)).isEqualTo(4);
        assertThat(MATRIX.rows() * MATRIX.columns()).isEqualTo(4);
        assertThatThrownBy(() -> new FloatMatrix(2, 3, new float[4])).hasMessageContaining("expected 2x3 floats");
    }

    @Test
    void pixelBox_hasAtLeastOnePixel() {
        assertThat(new PixelBox(1, 2, 3, 5).width()).isEqualTo(2);
        assertThat(new PixelBox(1, 2, 3, 5).height()).isEqualTo(3);
        assertThatThrownBy(() -> new PixelBox(1, 2, 1, 5))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EMPTY_REGION));
    }

    @Test
    void box_isFiniteAndOrdered() {
        assertThat(BOX.width() * BOX.height()).isEqualTo(6);
        assertThat(BOX.overlaps(new Box(2, 4, 9, 9))).isTrue();
        assertThat(BOX.overlaps(new Box(3, 2, 9, 9))).isFalse();
        assertThatThrownBy(() -> new Box(0, 0, Double.NaN, 1)).hasMessageContaining("finite");
        assertThatThrownBy(() -> new Box(2, 0, 1, 1)).hasMessageContaining("x1 <= x2");
    }

    @Test
    void nestedViews_keepTheirOrder() {
        View whole = new View(1, BOX, new PixelBox(0, 0, 4, 4), BOX, 5, 5);
        View region = new View(0, BOX, new PixelBox(1, 2, 3, 5), BOX, 0, 0);

        assertThat(new NestedViews(new ImageSize(4, 4), BOX, 8, List.of(region, whole)).coefficients())
                .containsExactly(0.0, 1.0);
        assertThatThrownBy(() -> new NestedViews(new ImageSize(4, 4), BOX, 8, List.of()))
                .hasMessageContaining("at least one view");
    }

    @Test
    void regionViews_haveOneEmbeddingAndBoxPerView() {
        ViewEmbedding embedding = new ViewEmbedding(MATRIX);

        assertThat(new RegionViews(List.of(0.0), List.of(embedding), List.of(BOX)).embeddings())
                .containsExactly(embedding);
        assertThatThrownBy(() -> new RegionViews(List.of(0.0), List.of(), List.of(BOX)))
                .hasMessageContaining("per view");
        assertThat(new RegionRepresentation(List.of(0.0), MATRIX).queries()).isEqualTo(MATRIX);
    }

    @Test
    void errorCode_knowsStatusAndRetry() {
        assertThat(ErrorCode.REGION_OUTSIDE_IMAGE.wireName()).isEqualTo("region_outside_image");
        assertThat(ErrorCode.OVER_CAPACITY.retryable()).isTrue();
        assertThat(ErrorCode.TOO_LARGE.status()).isEqualTo(413);
        assertThat(new DynReferException(ErrorCode.NOT_FOUND, "gone").field()).isEmpty();
    }
}
