package io.dynrefer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.referring.ImageText;
import io.dynrefer.region.CocoRle;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is written is read back as it was, and keys tell things apart. */
class CodecPropertiesTest {
    private static final String SEED = "19";
    private static final int CHANNELS = 3;

    @Property(seed = SEED)
    void runs_afterEncoding_areTheSame(@ForAll @Size(max = 50) List<@IntRange(max = 36_000_000) Integer> runs) {
        assertThat(CocoRle.decode(CocoRle.encode(runs))).isEqualTo(runs);
    }

    @Property(seed = SEED)
    void image_asTextInBothAlphabets_isTheSame(@ForAll @Size(min = 1, max = 300) byte[] image) {
        assertThat(ImageText.decode(Base64.getMimeEncoder().encodeToString(image))
                        .bytes())
                .isEqualTo(image);
        assertThat(ImageText.decode(Base64.getUrlEncoder().withoutPadding().encodeToString(image))
                        .bytes())
                .isEqualTo(image);
    }

    @Property(seed = SEED, tries = 200)
    void crop_afterStorage_hasTheSamePixels(@ForAll @Size(12 * CHANNELS) byte[] pixels) {
        RgbImage crop = new RgbImage(new ImageSize(4, 3), pixels.clone());
        RgbImage back = StoredForms.CROP.decode(BlobKey.of("views", "a"), StoredForms.CROP.encode(crop));
        assertThat(back.size()).isEqualTo(crop.size());
        assertThat(back.pixels()).isEqualTo(crop.pixels());
    }

    @Property(seed = SEED)
    void keys_ofTwoCrops_areEqualOnlyIfTheCropsAre(
            @ForAll @IntRange(max = 30) int x,
            @ForAll @IntRange(max = 30) int y,
            @ForAll @IntRange(min = 31, max = 400) int right,
            @ForAll @IntRange(min = 31, max = 400) int otherRight) {
        ImageDigest image = ImageDigest.of(new byte[] {1});
        BlobKey one = StoreKeys.view(image, new PixelBox(x, y, right, 500), 224);
        BlobKey other = StoreKeys.view(image, new PixelBox(x, y, otherRight, 500), 224);
        assertThat(one.equals(other)).isEqualTo(right == otherRight);
        assertThat(StoreKeys.isAbout(image, one)).isTrue();
    }

    @Property(seed = SEED)
    void text_isAKey_orIsRefused(@ForAll String text) {
        if (BlobKey.isKey(text)) {
            assertThat(new BlobKey(text).segments()).doesNotContain("", "..");
        }
    }
}
