package io.dynrefer.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.tokens.StandInTokenizers;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.ClipTowerSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipTextEncoderTest {
    private static final ClipTowerSizes SIZES = ClipTowerSizes.of(Preset.read(Golden.path("model-tiny/config.json")));

    @TempDir
    static Path folder;

    private static final CheckpointWeights SOURCE =
            new CheckpointWeights(Checkpoint.open(Golden.path("model-tiny")), Precision.FP32);
    private static ClipTokenizer tokenizer;
    private static ClipTextTower tower;

    @BeforeAll
    static void load() {
        StandInTokenizers.writeClip(folder.resolve(ClipMerges.FILE_NAME));
        tokenizer = ClipTokenizer.read(folder.resolve(ClipMerges.FILE_NAME), SIZES.contextLength());
        tower = new ClipTextTower(Weights.of(SOURCE).at("text_encoder"), SIZES);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
        SOURCE.close();
    }

    @Test
    void encode_equalsWholeContextsOneByOne() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                "the red car",
                "kuri mato",
                "literal <|endoftext|> and more",
                "word ".repeat(120),
                "the  has red hue"));
        for (int i = 0; i < 70; i++) {
            texts.add("text number " + i);
        }
        FloatMatrix embeddings = new ClipTextEncoder(tower, tokenizer, SIZES).encode(texts);
        assertThat(embeddings.rows()).isEqualTo(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            float[] expected = whole(texts.get(i));
            for (int column = 0; column < expected.length; column++) {
                assertThat(embeddings.values().get(i * expected.length + column))
                        .as(texts.get(i))
                        .isCloseTo(expected[column], Offset.offset(2e-5f));
            }
        }
    }

    private static float[] whole(String text) {
        long[] ids = Arrays.copyOf(tokenizer.encode(text), SIZES.contextLength());
        return Inference.call(manager -> {
            var row = manager.create(ids, new Shape(1, ids.length));
            return tower.forward(row, row.argMax(1).toLongArray()).toFloatArray();
        });
    }

    @Test
    void create_withAnotherVocabulary_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("few.txt"), "#version\na b\nc d</w>\n");
        try (ClipTokenizer few = ClipTokenizer.read(file, 77)) {
            assertThat(few.vocabularySize()).isEqualTo(516);
            assertThatThrownBy(() -> new ClipTextEncoder(tower, few, SIZES))
                    .isInstanceOf(DynReferException.class)
                    .hasMessageContaining("516");
        }
    }

    @Test
    void read_namesALineThatIsNoMerge() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.txt"), "#version\na b\nabc\n");
        assertThatThrownBy(() -> ClipTokenizer.read(file, 77))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("Line 3")
                .hasMessageContaining("abc");
        assertThatThrownBy(() -> ClipTokenizer.read(folder.resolve("none.txt"), 77))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("none.txt");
    }
}
