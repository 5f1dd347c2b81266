package io.dynrefer.model.translators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.model.GoldenArrays;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.tokens.StandInTokenizers;
import io.dynrefer.model.tokens.T5Tokenizer;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Answer;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.testing.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class T5CaptionDecoderTest {
    private static final Preset PRESET = Preset.read(Golden.path("model-tiny/config.json"));
    private static final CheckpointWeights SOURCE =
            new CheckpointWeights(Checkpoint.open(Golden.path("model-tiny")), Precision.FP32);
    private static final DynReferNetwork NETWORK = new DynReferNetwork(Weights.of(SOURCE), PRESET);

    @TempDir
    static Path folder;

    private static T5Tokenizer tokenizer;
    private static T5CaptionDecoder decoder;

    @BeforeAll
    static void load() {
        Path file = folder.resolve(T5Tokenizer.FILE_NAME);
        StandInTokenizers.writeT5(file, PRESET.languageModel().vocabularySize());
        tokenizer = T5Tokenizer.read(file);
        decoder = new T5CaptionDecoder(NETWORK, tokenizer);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
        SOURCE.close();
    }

    @Test
    void decode_together_equalsOneByOne() {
        List<RegionRepresentation> regions = regions();
        List<ControlWords> controls = List.of(
                ControlWords.NONE, new ControlWords(List.of("dog", "red car", "tree")), new ControlWords(List.of("a")));
        for (CaptionOptions options :
                List.of(CaptionOptions.EVALUATION, CaptionOptions.INTERACTIVE, new CaptionOptions(1, 8, 0, 1.5))) {
            List<Answer.Caption> together = decoder.decode(regions, controls, options);
            for (int i = 0; i < regions.size(); i++) {
                Answer.Caption alone = decoder.decode(List.of(regions.get(i)), List.of(controls.get(i)), options)
                        .get(0);
                assertThat(together.get(i).caption()).isEqualTo(alone.caption());
                assertThat(together.get(i).score()).isCloseTo(alone.score(), within(1e-3 * alone.score()));
                assertThat(together.get(i).controlWords())
                        .isEqualTo(controls.get(i).words());
            }
        }
    }

    @Test
    void decode_manyRegions_answersEachInOrder() {
        List<RegionRepresentation> many = new ArrayList<>();
        List<ControlWords> controls = new ArrayList<>();
        for (int i = 0; i < 35; i++) {
            many.add(regions().get(i % 3));
            controls.add(ControlWords.NONE);
        }
        List<Answer.Caption> captions = decoder.decode(many, controls, CaptionOptions.EVALUATION);
        assertThat(captions).hasSize(35);
        assertThat(captions.get(34).caption()).isEqualTo(captions.get(1).caption());
    }

    @Test
    void decode_controlWordsSteer() {
        List<RegionRepresentation> region = List.of(regions().get(0));
        Answer.Caption free = decoder.decode(region, List.of(ControlWords.NONE), CaptionOptions.EVALUATION)
                .get(0);
        Answer.Caption steered = decoder.decode(
                        region, List.of(new ControlWords(List.of("umbrella", "cat"))), CaptionOptions.EVALUATION)
                .get(0);
        assertThat(steered).isNotEqualTo(free);
    }

    @Test
    void decode_aName_isInTheCaptionEvenIfTheModelWouldNotSayIt() {
        List<RegionRepresentation> both = List.of(regions().get(0), regions().get(1));
        List<String> words = List.of("cat");
        List<Answer.Caption> free = decoder.decode(
                both, List.of(new ControlWords(words), new ControlWords(words)), CaptionOptions.EVALUATION);
        assertThat(free).noneMatch(caption -> caption.caption().contains("cat"));

        List<Answer.Caption> named = decoder.decode(
                both, List.of(new ControlWords(words, "cat"), new ControlWords(words)), CaptionOptions.EVALUATION);

        assertThat(named.get(0).caption()).matches("(an? )?cat.*");
        assertThat(named.get(0).controlWords()).containsExactly("cat");
        assertThat(named.get(1)).isEqualTo(free.get(1));
    }

    @Test
    void decode_aRepresentationOfAnotherModel_isRefused() {
        RegionRepresentation other = new RegionRepresentation(List.of(0.0), new FloatMatrix(2, 3, new float[6]));
        assertThatThrownBy(() -> decoder.decode(List.of(other), List.of(ControlWords.NONE), CaptionOptions.EVALUATION))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("8 x 48")
                .hasMessageContaining("2 x 3");
    }

    @Test
    void create_withALargerVocabulary_isRefused() {
        Path file = folder.resolve("large.json");
        StandInTokenizers.writeT5(file, 101);
        try (T5Tokenizer large = T5Tokenizer.read(file)) {
            assertThatThrownBy(() -> new T5CaptionDecoder(NETWORK, large))
                    .isInstanceOf(DynReferException.class)
                    .hasMessageContaining("101");
        }
    }

    private static List<RegionRepresentation> regions() {
        long[] shape = GoldenArrays.IO.shape("eval.qformer.last_hidden_state");
        float[] values = GoldenArrays.IO.floats("eval.qformer.last_hidden_state");
        int rows = (int) shape[1];
        int columns = (int) shape[2];
        List<RegionRepresentation> regions = new ArrayList<>();
        for (int start = 0; start < values.length; start += rows * columns) {
            float[] queries = Arrays.copyOfRange(values, start, start + rows * columns);
            regions.add(new RegionRepresentation(List.of(0.0), new FloatMatrix(rows, columns, queries)));
        }
        return regions;
    }
}
