package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.dynrefer.model.tokens.T5Tokenizer;
import java.nio.file.Path;

/** Tokenizers as JSON. */
class TokenizerFuzzTest {
    @FuzzTest
    void json_isATokenizerOrRefused(byte[] data) throws Exception {
        Path file = Scratch.file("tokenizer.json", data);
        Refusals.only(() -> {
            try (T5Tokenizer tokenizer = T5Tokenizer.read(file)) {
                tokenizer.pieces("a red box");
            }
        });
    }
}
