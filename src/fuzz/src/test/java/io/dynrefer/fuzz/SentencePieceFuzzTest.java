package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.dynrefer.model.tokens.SentencePieceModel;
import java.nio.file.Path;

/** SentencePiece's models. */
class SentencePieceFuzzTest {
    @FuzzTest
    void bytes_areAModelOrRefused(byte[] data) throws Exception {
        Path file = Scratch.file("spiece.model", data);
        Refusals.only(() -> SentencePieceModel.read(file));
    }
}
