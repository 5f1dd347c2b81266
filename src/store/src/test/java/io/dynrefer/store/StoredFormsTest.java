package io.dynrefer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class StoredFormsTest {
    private static final long SEED = 20_260_103;
    private static final BlobKey KEY = new BlobKey("embeddings/e/0/0_0_1_1");

    private static FloatMatrix matrix(int rows, int columns) {
        Random random = new Random(SEED);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (i % 3 == 0 ? 1e-30f : 1e3f);
        }
        values[0] = -0.0f;
        values[values.length - 1] = Float.MIN_VALUE;
        return new FloatMatrix(rows, columns, values);
    }

    @Test
    void embedding_isReadBackExactly() {
        ViewEmbedding embedding = new ViewEmbedding(matrix(257, 48));

        assertThat(StoredForms.embedding("eva-1")
                        .decode(KEY, StoredForms.embedding("eva-1").encode(embedding)))
                .isEqualTo(embedding);
    }

    /** The bytes are safetensors' own, written out by hand: length, header padded to eight, floats little-endian. */
    @Test
    void embedding_bytesAreSafetensors() {
        byte[] blob =
                StoredForms.embedding("eva-1").encode(new ViewEmbedding(new FloatMatrix(1, 2, new float[] {1, -2})));

        String header = "{\"__metadata__\":{\"encoder\":\"eva-1\"},"
                + "\"tokens\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
        ByteBuffer bytes = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong();
        byte[] json = new byte[length];
        bytes.get(json);
        assertThat(length % 8).isZero();
        assertThat(new String(json, StandardCharsets.UTF_8).stripTrailing()).isEqualTo(header);
        assertThat(bytes.getFloat()).isEqualTo(1f);
        assertThat(bytes.getFloat()).isEqualTo(-2f);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void embedding_notFinite_isRefused() {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            ViewEmbedding embedding = new ViewEmbedding(new FloatMatrix(1, 3, new float[] {1, value, 2}));
            assertThatThrownBy(() -> StoredForms.embedding("eva-1").encode(embedding))
                    .isInstanceOf(DynReferException.class)
                    .hasMessageContaining("tokens hold " + value + " at position 1");
        }
    }

    @Test
    void representation_isReadBackExactly() {
        RegionRepresentation representation = new RegionRepresentation(List.of(0.0, 0.5, 0.1), matrix(32, 768));

        byte[] blob = StoredForms.representation("tiny-1").encode(representation);

        assertThat(StoredForms.representation("tiny-1").decode(KEY, blob)).isEqualTo(representation);
    }

    @Test
    void representation_ofAnotherModel_isRefusedNamingBoth() {
        byte[] blob = StoredForms.representation("tiny-1").encode(new RegionRepresentation(List.of(0.0), matrix(1, 2)));

        assertThatThrownBy(() -> StoredForms.representation("tiny-2").decode(KEY, blob))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_READY))
                .hasMessageContaining("tiny-1, not of tiny-2")
                .hasMessageContaining(KEY.value());
    }

    @Test
    void embedding_readAsRepresentation_isDamaged() {
        byte[] blob = StoredForms.embedding("eva-1").encode(new ViewEmbedding(matrix(1, 2)));

        isDamaged(() -> StoredForms.representation("eva-1").decode(KEY, blob), "queries");
    }

    @Test
    void matrix_cutAnywhere_isDamaged() {
        byte[] blob = StoredForms.representation("tiny-1").encode(new RegionRepresentation(List.of(0.0), matrix(2, 3)));
        for (int length = 0; length < blob.length; length++) {
            byte[] cut = Arrays.copyOf(blob, length);
            isDamaged(() -> StoredForms.representation("tiny-1").decode(KEY, cut), "");
        }
        isDamaged(
                () -> StoredForms.representation("tiny-1").decode(KEY, Arrays.copyOf(blob, blob.length + 1)),
                "bytes for 6 floats");
    }

    @Test
    void matrix_anyByteChanged_isDamagedOrAMatrixButNoOtherFailure() {
        byte[] blob = StoredForms.representation("tiny-1").encode(new RegionRepresentation(List.of(0.0), matrix(2, 3)));
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = blob.clone();
            changed[random.nextInt(blob.length)] = (byte) random.nextInt();
            try {
                assertThat(StoredForms.representation("tiny-1").decode(KEY, changed))
                        .isNotNull();
            } catch (DynReferException e) {
                refused++;
            }
        }
        assertThat(refused).as("seed %d", SEED).isGreaterThan(1_000);
    }

    @Test
    void matrix_hugeOrNegativeHeader_isDamaged() {
        for (long length : new long[] {-1, Long.MAX_VALUE, 1L << 32, 9}) {
            byte[] blob = ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            isDamaged(() -> StoredForms.embedding("eva-1").decode(KEY, blob), "header");
        }
    }

    @Test
    void matrix_shapeThatOverflows_isDamaged() {
        isDamaged(() -> StoredForms.embedding("eva-1").decode(KEY, document("[65536,65536]", "[0,0]")), "data_offsets");
        isDamaged(() -> StoredForms.embedding("eva-1").decode(KEY, document("[0,5]", "[0,0]")), "shape");
        isDamaged(() -> StoredForms.embedding("eva-1").decode(KEY, document("[-1,-1]", "[0,0]")), "shape");
        isDamaged(() -> StoredForms.embedding("eva-1").decode(KEY, document("[0]", "[0,0]")), "matrix");
        isDamaged(() -> StoredForms.embedding("eva-1").decode(KEY, document("[1.5,1]", "[0,0]")), "shape");
        isDamaged(() -> StoredForms.embedding("eva-1").decode(KEY, document("[[1],1]", "[0,0]")), "shape");
    }

    private static byte[] document(String shape, String offsets) {
        byte[] json = ("{\"__metadata__\":{},\"tokens\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":"
                        + offsets + "}}")
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    @Test
    void crop_isReadBackExactly() {
        Random random = new Random(SEED);
        for (int[] size : new int[][] {{1, 1}, {224, 224}, {3, 7}, {500, 2}}) {
            byte[] pixels = new byte[size[0] * size[1] * 3];
            random.nextBytes(pixels);
            RgbImage crop = new RgbImage(new ImageSize(size[0], size[1]), pixels);

            RgbImage decoded = StoredForms.CROP.decode(KEY, StoredForms.CROP.encode(crop));

            assertThat(decoded.size()).isEqualTo(crop.size());
            assertThat(decoded.pixels()).as("seed %d", SEED).isEqualTo(crop.pixels());
        }
    }

    @Test
    void crop_channelsKeepTheirOrder() {
        RgbImage crop = new RgbImage(new ImageSize(1, 1), new byte[] {10, 20, 30});

        RgbImage decoded = StoredForms.CROP.decode(KEY, StoredForms.CROP.encode(crop));

        assertThat(List.of(decoded.sample(0, 0, 0), decoded.sample(0, 0, 1), decoded.sample(0, 0, 2)))
                .containsExactly(10, 20, 30);
    }

    @Test
    void crop_damaged_isInternalNamingTheKey() {
        byte[] png = StoredForms.CROP.encode(new RgbImage(new ImageSize(30, 30), new byte[30 * 30 * 3]));
        isDamaged(() -> StoredForms.CROP.decode(KEY, new byte[0]), "PNG");
        isDamaged(() -> StoredForms.CROP.decode(KEY, "hello".getBytes(StandardCharsets.UTF_8)), "PNG");
        isDamaged(() -> StoredForms.CROP.decode(KEY, Arrays.copyOf(png, 20)), "PNG");
    }

    /** Also what was damaged before it was sealed, or where there are no seals. */
    @Test
    void find_damaged_isAbsentAndMadeAgain() {
        BlobStore store = new MemoryBlobStore();
        RgbImage crop = new RgbImage(new ImageSize(30, 30), new byte[30 * 30 * 3]);
        store.putIfAbsent(KEY, Arrays.copyOf(StoredForms.CROP.encode(crop), 20));

        assertThat(Artefacts.in(store).find(StoredForms.CROP, KEY)).isEmpty();
        assertThat(Artefacts.in(store).put(StoredForms.CROP, KEY, crop)).isEqualTo(PutOutcome.CREATED);
        assertThat(Artefacts.in(store).find(StoredForms.CROP, KEY)).isPresent();
    }

    @Test
    void image_thatHasAnotherDigest_isAbsentAndReplaced() {
        BlobStore store = new MemoryBlobStore();
        byte[] photo = {1, 2, 3};
        BlobKey key = StoreKeys.image(ImageDigest.of(photo));
        store.putIfAbsent(key, new byte[] {1, 2});

        Artefacts.in(store).keep(StoredForms.IMAGE, key, photo);

        assertThat(Artefacts.in(store).find(StoredForms.IMAGE, key)).contains(photo);
        store.delete(key);
        store.putIfAbsent(key, new byte[] {1, 2});
        assertThat(Artefacts.in(store).find(StoredForms.IMAGE, key)).isEmpty();
        assertThat(store.exists(key)).isFalse();
    }

    private static void isDamaged(ThrowingCallable call, String reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(DynReferException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
                    assertThat(e.field()).contains(KEY.value());
                })
                .hasMessageContaining("'" + KEY + "' is damaged")
                .hasMessageContaining(reason);
    }
}
