package io.dynrefer.training.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.init.InitWeights;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Progress;
import io.dynrefer.training.TinyData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
    private static final List<Double> COEFFICIENTS = List.of(0.0, 0.3, 1.0);

    @TempDir
    static Path shared;

    private static DynReferModel model;
    private static RegionEmbedder embedder;
    private static SampleSource source;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        Path start = shared.resolve("start");
        assertThat(InitWeights.ofPreset("tiny", 0).write(start, Progress.NONE).trained())
                .isFalse();
        model = DynReferModel.load(start, EnumSet.of(DynReferModel.Part.IMAGE_ENCODER), Precision.FP32);
        embedder = new RegionEmbedder(model.imageEncoder(), Preset.read(start.resolve(Preset.FILE_NAME)));
        source = new SampleSource(Dataset.open(TinyData.write(shared.resolve("data"), 45)), Split.TRAIN, 0);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void cache_holdsWhatTheEncoderMakes() {
        FeatureCache cache = writer().require(source, false, (of, done, total, resumed) -> {});
        List<RegionFeatures.Views> views = List.of(
                new RegionFeatures.Views(source.samples().get(7), List.of(0.0, 1.0, 0.3)),
                new RegionFeatures.Views(source.samples().get(88), List.of(0.3, 0.3, 0.0)));
        try (CachedFeatures cached = new CachedFeatures(
                        List.of(new CachedFeatures.Copies(cache, null)), embedder.tokens(), embedder.width());
                LiveFeatures live = new LiveFeatures(embedder, List.of(source))) {
            float[] expected =
                    Inference.call(manager -> live.of(manager, views).views().toFloatArray());
            float[] actual =
                    Inference.call(manager -> cached.of(manager, views).views().toFloatArray());
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], Offset.offset(1e-3f + Math.abs(expected[i]) / 1000));
            }
        }
    }

    @Test
    void require_afterAKill_goesOnAndGivesTheSameFile() throws IOException {
        assertThat(writer().require(source, false, (of, done, total, resumed) -> {}))
                .isNotNull();
        byte[] whole = Files.readAllBytes(features());
        Files.delete(features());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> writer().require(source, false, (of, done, total, resumed) -> {
                    throw new IllegalStateException("killed at " + done);
                }))
                .hasMessage("killed at 20");
        try (var file = Files.newByteChannel(features(), StandardOpenOption.APPEND)) {
            assertThat(file.write(ByteBuffer.allocate(1000))).isEqualTo(1000); // what was written after the last note
        }
        List<Integer> notes = new ArrayList<>();
        assertThat(writer().require(source, false, (of, done, total, resumed) -> {
                    assertThat(resumed).isEqualTo(20);
                    notes.add(done);
                }))
                .isNotNull();
        assertThat(notes).containsExactly(40, 45);
        assertThat(Files.readAllBytes(features())).isEqualTo(whole);
    }

    @Test
    void copy_coefficientThatIsNotThere_isRefused() {
        FeatureCache cache = writer().require(source, false, (of, done, total, resumed) -> {});
        assertThatThrownBy(() -> cache.copy(source.samples().get(0), 0.4, ByteBuffer.allocate(cache.slotBytes())))
                .hasMessageContaining("0.4");
    }

    private FeatureCacheWriter writer() {
        return new FeatureCacheWriter(embedder, COEFFICIENTS, folder, 2);
    }

    private Path features() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".features"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
