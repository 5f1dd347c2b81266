package io.dynrefer.model.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.model.weights.MiniLmSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.FloatMatrix;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MiniLmTextEncoderTest {
    private static final MiniLmTextEncoder ENCODER =
            new MiniLmTextEncoder((MiniLmSizes) Preset.named("dynrefer-mini").textEncoder());

    @AfterAll
    static void close() {
        ENCODER.close();
    }

    @Test
    void encode_findsMeaningsClose_asTheUnquantizedModelDoes() {
        assertThat(similarity("a couch in a living room", "a sofa")).isCloseTo(0.72, within(0.02));
        assertThat(similarity("a cat on a bed", "a kitten")).isCloseTo(0.61, within(0.02));
        assertThat(similarity("a red wooden chair", "a kitten")).isCloseTo(0.14, within(0.02));
    }

    @Test
    void encode_givesATextTheSameNumbers_inAnyCompany() {
        List<String> texts = List.of("a red cup", "the cup", "a red cup on a table", "the bed");
        FloatMatrix together = ENCODER.encode(texts);
        for (int i = 0; i < texts.size(); i++) {
            FloatMatrix alone = ENCODER.encode(List.of(texts.get(i)));
            for (int column = 0; column < alone.columns(); column++) {
                assertThat(together.values().get(i * alone.columns() + column))
                        .isCloseTo(alone.values().get(column), within(1e-6f));
            }
        }
    }

    @Test
    void encode_takesTextsOfAnyLength() {
        FloatMatrix embeddings = ENCODER.encode(List.of("", String.join(" ", Collections.nCopies(2000, "cup"))));
        assertThat(embeddings.rows()).isEqualTo(2);
        assertThat(embeddings.values().get(0)).isFinite();
    }

    private static double similarity(String left, String right) {
        FloatMatrix embeddings = ENCODER.encode(List.of(left, right));
        double product = 0;
        double length = 0;
        for (int i = 0; i < embeddings.columns(); i++) {
            product += embeddings.values().get(i) * embeddings.values().get(embeddings.columns() + i);
            length += embeddings.values().get(i) * embeddings.values().get(i);
        }
        assertThat(length).isCloseTo(1, within(1e-5));
        return product;
    }
}
