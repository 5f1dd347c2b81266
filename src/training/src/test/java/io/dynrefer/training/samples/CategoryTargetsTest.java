package io.dynrefer.training.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.text.ClassNames;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.training.TinyData;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CategoryTargetsTest {
    private static final int SLOTS = 1000;

    @TempDir
    Path folder;

    @Test
    void of_comparesWithOwnCategories_andWithNamesThatAreNotOfTheKind() {
        TinyData.write(folder, 6);
        try (Dataset dataset = Dataset.open(folder)) {
            SampleSource source = new SampleSource(dataset, Split.TRAIN, 0);
            CategoryTargets targets = new CategoryTargets(List.of(source), SLOTS, 0.5);
            assertThat(targets.texts()).containsExactly("the cup", "the dog", "the tree");
            Sample dog = source.samples().stream()
                    .filter(sample -> sample.region().labels().category().equals("dog"))
                    .findFirst()
                    .orElseThrow();
            TextTable texts = TextTable.of(
                    targets.texts(),
                    all -> new FloatMatrix(all.size(), 1, new float[all.size()]),
                    new KeptTexts(null),
                    (done, total) -> {});
            Inference.call(manager -> {
                var naming = targets.of(manager, List.of(dog), texts);
                assertThat(naming.label().toFloatArray()).containsExactly(0, 1, 0);
                assertThat(naming.own().toFloatArray()).containsExactly(1, 1, 1);
                float[] compared = naming.compared().toFloatArray();
                float[] right = naming.right().toFloatArray();
                assertThat(compared).hasSize(3 + SLOTS).startsWith(1, 1, 1);
                assertThat(right[1]).isOne();
                int retriever = 3 + slot("golden retriever");
                int goldfish = 3 + slot("goldfish");
                assertThat(compared[retriever]).isZero();
                assertThat(compared[goldfish]).isOne();
                assertThat(naming.weight().toFloatArray()[0]).isPositive();
                return null;
            });
        }
    }

    private static int slot(String name) {
        List<String> names = ClassNames.imageNet().stream()
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .toList();
        return names.indexOf(name);
    }
}
