package io.dynrefer.model.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.model.text.ClipMerges;
import io.dynrefer.model.text.ClipTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandInTokenizersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {4, 20, 100, 500, 32_128})
    void writeT5_hasTheSizeAskedForAndOneTextPerId(int size) {
        Path file = folder.resolve("tokenizer.json");
        StandInTokenizers.writeT5(file, size);
        try (T5Tokenizer tokenizer = T5Tokenizer.read(file)) {
            assertThat(tokenizer.vocabularySize()).isEqualTo(size);
            Set<String> texts = new HashSet<>();
            for (long id = 4; id < size; id++) {
                texts.add(tokenizer.decode(5, id)); // behind another piece, so that a leading space shows
            }
            assertThat(texts).hasSize(size - 4);
        }
    }

    @Test
    void writeT5_encodesControlWords() {
        Path file = folder.resolve("tokenizer.json");
        StandInTokenizers.writeT5(file, 100);
        try (T5Tokenizer tokenizer = T5Tokenizer.read(file)) {
            assertThat(tokenizer.decode(tokenizer.encode("dog,red car|", 32))).isEqualTo("dog,red car|");
            assertThat(tokenizer.pieces("the dog|")).containsExactly("▁the", "▁dog", "|");
        }
    }

    @Test
    void writeClip_hasTheReleasedSize() throws IOException {
        Path file = folder.resolve(ClipMerges.FILE_NAME);
        StandInTokenizers.writeClip(file);
        try (ClipTokenizer tokenizer = ClipTokenizer.read(file, 77)) {
            assertThat(tokenizer.vocabularySize()).isEqualTo(49_408);
            assertThat(tokenizer.encode("kuri mato")).hasSize(4);
            assertThat(tokenizer.encode("the café")).hasSizeGreaterThan(6).doesNotContain(0);
        }
        byte[] first = Files.readAllBytes(file);
        StandInTokenizers.writeClip(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }
}
