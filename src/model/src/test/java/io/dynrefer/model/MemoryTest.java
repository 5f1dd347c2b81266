package io.dynrefer.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.model.init.InitWeights;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {
    private static final CaptionOptions SHORT = new CaptionOptions(2, 2, 0, 1.5);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"FP32, 200", "BF16, 30"})
    void calls_leaveNoArrayBehind(Precision precision, int calls) {
        assertThat(InitWeights.ofPreset("tiny", 3).write(folder, Progress.NONE)).isNotNull();
        try (DynReferModel model = DynReferModel.load(folder, Part.ALL, precision)) {
            callEverything(model, 0);
            long before = openArrays();
            for (int i = 1; i <= calls; i++) {
                callEverything(model, i);
            }
            assertThat(openArrays()).isEqualTo(before).isPositive();
        }
    }

    private static void callEverything(DynReferModel model, int number) {
        RgbImage crop = new RgbImage(new ImageSize(56, 56), new byte[56 * 56 * 3]);
        List<ViewEmbedding> views = model.imageEncoder().encode(Collections.nCopies(3, crop));
        List<RegionRepresentation> regions = model.regionEncoder()
                .represent(List.of(
                        new RegionViews(List.of(0.0, 0.1, 0.2), views, Collections.nCopies(3, new Box(1, 2, 30, 40)))));
        assertThat(model.tagDecoder().decode(regions, 0.7)).hasSize(1);
        assertThat(model.contrastiveDecoder().categories(regions, List.of("thing " + number)))
                .hasSize(1);
        assertThat(model.captionDecoder().decode(regions, List.of(ControlWords.NONE), SHORT))
                .hasSize(1);
    }

    /** All arrays that any manager of the process still holds. */
    private static long openArrays() {
        try (NDManager manager = Inference.newManager()) {
            return count(manager.getParentManager());
        }
    }

    private static long count(Object resource) {
        if (resource instanceof NDArray) {
            return 1;
        }
        return resource instanceof BaseNDManager manager
                ? resources(manager).values().stream()
                        .mapToLong(MemoryTest::count)
                        .sum()
                : 0;
    }

    private static Map<?, ?> resources(BaseNDManager manager) {
        try {
            Field field = BaseNDManager.class.getDeclaredField("resources");
            field.setAccessible(true);
            return (Map<?, ?>) field.get(manager);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the engine's managers have changed", e);
        }
    }
}
