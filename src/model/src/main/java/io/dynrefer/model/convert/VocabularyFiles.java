package io.dynrefer.model.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.model.text.ClipMerges;
import io.dynrefer.model.text.ClipTokenizer;
import io.dynrefer.model.tokens.SentencePieceConversion;
import io.dynrefer.model.tokens.T5Tokenizer;
import io.dynrefer.model.weights.ClipTowerSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.model.weights.WeightsException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Words and tokenizers of a release: read, checked against the sizes, and put into a model folder. */
final class VocabularyFiles {
    private final ReleasedFiles files;

    VocabularyFiles(ReleasedFiles files) {
        this.files = files;
    }

    Vocabularies read() {
        return new Vocabularies(
                lines(files.tags()),
                categories(files.categories()),
                Vocabularies.readAttributeFile(files.attributes()));
    }

    /** Fails where a tokenizer cannot be read or does not belong to these sizes. */
    void check(Preset preset) {
        ClipTowerSizes tower = ClipTowerSizes.of(preset);
        try (T5Tokenizer t5 = T5Tokenizer.read(files.t5Tokenizer());
                ClipTokenizer clip = ClipTokenizer.read(files.clipMerges(), tower.contextLength())) {
            if (t5.vocabularySize() > preset.languageModel().vocabularySize()) {
                throw new WeightsException(
                        files.t5Tokenizer(),
                        "has " + t5.vocabularySize() + " pieces, the preset "
                                + preset.languageModel().vocabularySize());
            }
            if (clip.vocabularySize() != tower.vocabularySize()) {
                throw new WeightsException(
                        files.clipMerges(),
                        "makes " + clip.vocabularySize() + " tokens, the preset " + tower.vocabularySize());
            }
        }
    }

    void copyTokenizers(Path folder) throws IOException {
        Path t5 = folder.resolve(T5Tokenizer.FILE_NAME);
        if (files.t5Tokenizer().getFileName().toString().endsWith(".model")) {
            SentencePieceConversion.convert(files.t5Tokenizer(), t5, SentencePieceConversion.EXTRA_IDS);
        } else {
            copy(files.t5Tokenizer(), t5);
        }
        Path clip = folder.resolve(ClipMerges.FILE_NAME);
        if (files.clipMerges().getFileName().toString().endsWith(".gz")) {
            copy(files.clipMerges(), clip);
        } else {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(clip))) {
                Files.copy(files.clipMerges(), out);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(to) || !Files.isSameFile(from, to)) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> categories(Path file) {
        if (!file.getFileName().toString().endsWith(".json")) {
            return lines(file);
        }
        try {
            List<String> categories = new ArrayList<>();
            JsonNode list = new ObjectMapper().readTree(file.toFile());
            list.forEach(name -> categories.add(name.asText()));
            return nonEmpty(file, categories);
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be read: " + e, e);
        }
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return nonEmpty(
                    file,
                    lines.map(String::strip).filter(line -> !line.isEmpty()).toList());
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be read: " + e, e);
        }
    }

    private static List<String> nonEmpty(Path file, List<String> words) {
        if (words.isEmpty()) {
            throw new WeightsException(file, "holds no words");
        }
        return words;
    }
}
