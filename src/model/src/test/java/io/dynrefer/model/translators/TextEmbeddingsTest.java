package io.dynrefer.model.translators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.FloatMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextEmbeddingsTest {
    private final List<List<String>> encoded = new ArrayList<>();
    private final TextEmbeddings embeddings = new TextEmbeddings(texts -> {
        encoded.add(texts);
        float[] lengths = new float[texts.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = texts.get(i).length();
        }
        return new FloatMatrix(texts.size(), 1, lengths);
    });

    @Test
    void of_encodesEachMissingTextOnce() {
        assertThat(values(embeddings.of(List.of("a", "bb", "a")))).containsExactly(1, 2, 1);
        assertThat(values(embeddings.of(List.of("bb", "ccc")))).containsExactly(2, 3);
        assertThat(encoded).containsExactly(List.of("a", "bb"), List.of("ccc"));
    }

    @Test
    void of_prefersWhatComesWithTheWeights() {
        embeddings.addBuiltIn(List.of("a", "a"), new FloatMatrix(2, 1, new float[] {70, 80}));
        assertThat(values(embeddings.of(List.of("a")))).containsExactly(70);
        assertThat(encoded).isEmpty();
        assertThatThrownBy(() -> embeddings.addBuiltIn(List.of("a"), new FloatMatrix(2, 1, new float[2])))
                .hasMessageContaining("1 texts but 2 embeddings");
    }

    @Test
    void of_forgetsTheLeastRecentlyUsed() {
        assertThat(embeddings.of(List.of("first", "second"))).isNotNull();
        List<String> others = IntStream.range(0, TextEmbeddings.REMEMBERED - 1)
                .mapToObj(i -> "other " + i)
                .toList();
        assertThat(embeddings.of(List.of("first"))).isNotNull();
        assertThat(embeddings.of(others)).isNotNull();
        encoded.clear();
        assertThat(embeddings.of(List.of("first", "second"))).isNotNull();
        assertThat(encoded).containsExactly(List.of("second"));
    }

    private static float[] values(FloatMatrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.values().get(values);
        return values;
    }
}
