package io.dynrefer.model.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.model.text.Prompts;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.TensorEntry;
import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitWeightsTest {
    @TempDir
    Path folder;

    @Test
    void write_isTheSameFolder_forTheSameSeed() throws IOException {
        ModelCard card = InitWeights.ofPreset("tiny", 5).write(folder.resolve("a"), Progress.NONE);
        ModelCard again = InitWeights.ofPreset("tiny", 5).write(folder.resolve("b"), Progress.NONE);
        ModelCard other = InitWeights.ofPreset("tiny", 6).write(folder.resolve("c"), Progress.NONE);
        assertThat(again).isEqualTo(card);
        assertThat(other.id()).isNotEqualTo(card.id());
        assertThat(other.encoderId()).isNotEqualTo(card.encoderId());
        try (var files = Files.list(folder.resolve("a"))) {
            for (Path file : files.toList()) {
                assertThat(folder.resolve("b").resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
        assertThat(card.trained()).isFalse();
        assertThat(card.preset()).isEqualTo("tiny");
    }

    @Test
    void write_reportsProgressToTheEnd() {
        List<Long> done = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        InitWeights.ofPreset("tiny", 5).write(folder, (bytes, total) -> {
            done.add(bytes);
            totals.add(total);
        });
        assertThat(done).isSorted().last().isEqualTo(totals.get(0));
    }

    @Test
    void tensors_areThoseOfTheReleasedCheckpoint() {
        Preset preset = Preset.read(Golden.path("model-tiny/config.json"));
        Set<String> made = new TreeSet<>();
        try (Checkpoint golden = Checkpoint.open(Golden.path("model-tiny"))) {
            for (RandomTensor tensor : RandomNetwork.of(preset, 12, 36, 7)) {
                String name = tensor.spec().name();
                made.add(name);
                assertThat(golden.file(name).entry(name).spec()).isEqualTo(tensor.spec());
            }
            Set<String> missing = new TreeSet<>(golden.names());
            missing.removeAll(made);
            assertThat(missing)
                    .containsExactly(
                            "Qformer.bert.embeddings.position_ids",
                            "t5_model.decoder.embed_tokens.weight",
                            "t5_model.encoder.embed_tokens.weight",
                            "text_encoder.logit_scale");
        }
    }

    @Test
    void largePreset_hasTheParametersOfThePaper() {
        long parameters = RandomNetwork.of(Preset.named("dynrefer-flant5xl"), 4585, 300, 80).stream()
                .mapToLong(tensor -> tensor.spec().elements())
                .sum();
        // The released state dict counts T5's embeddings three times, under three names.
        long twiceMore = 2L * 32128 * 2048;
        assertThat((parameters + twiceMore) / 1e9).isCloseTo(4.2, Offset.offset(0.05));
    }

    @Test
    void numbers_haveTheMeanAndSpreadAskedFor() {
        RandomTensors tensors = RandomTensors.empty();
        tensors.tensor("x", 0.5, 2, 1000, 1000);
        tensors.tensor("constant", -10, 0, 3);
        FloatBuffer values = values(tensors.all().get(0), 1_000_000);
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (int i = 0; i < values.limit(); i++) {
            sum += values.get(i);
            squares += Math.pow(values.get(i) - 0.5, 2);
            largest = Math.max(largest, Math.abs(values.get(i) - 0.5));
        }
        assertThat(sum / values.limit()).isCloseTo(0.5, Offset.offset(0.01));
        assertThat(Math.sqrt(squares / values.limit())).isCloseTo(2, Offset.offset(0.01));
        assertThat(largest).isLessThanOrEqualTo(2 * Math.sqrt(3) + 1e-6);
        assertThat(values(tensors.all().get(1), 3)).isEqualTo(FloatBuffer.wrap(new float[] {-10, -10, -10}));
    }

    @Test
    void numbers_doNotDependOnThePieces() {
        RandomTensors tensors = RandomTensors.empty();
        tensors.tensor("x", 0, 1, 100);
        RandomTensor tensor = tensors.all().get(0);
        ByteBuffer late = buffer(20);
        tensor.fill(1, 80, late);
        assertThat(late.flip().asFloatBuffer()).isEqualTo(values(tensor, 100).position(80));
    }

    @Test
    void vocabularies_fitTheEmbeddings() {
        assertThat(InitWeights.ofPreset("tiny", 5).write(folder, Progress.NONE)).isNotNull();
        assertThat(Vocabularies.readTags(folder)).hasSize(96).doesNotHaveDuplicates();
        assertThat(Vocabularies.readCategories(folder)).hasSize(80).contains("traffic light");
        int texts = Vocabularies.readAttributes(folder).stream()
                .mapToInt(attribute -> Prompts.attribute(attribute).size())
                .sum();
        try (SafeTensorsFile file = SafeTensorsFile.open(folder.resolve(Checkpoint.SINGLE))) {
            TensorEntry entry = file.entry("att_embeds");
            assertThat(entry.spec().shape().get(0)).isEqualTo(texts);
        }
        assertThat(StandInVocabularies.of(4585).tags()).hasSize(4585).doesNotHaveDuplicates();
    }

    private static FloatBuffer values(RandomTensor tensor, int count) {
        ByteBuffer buffer = buffer(count);
        tensor.fill(1, 0, buffer);
        return buffer.flip().asFloatBuffer();
    }

    private static ByteBuffer buffer(int floats) {
        return ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
