package io.dynrefer.model.convert;

import io.dynrefer.model.text.ClipMerges;
import io.dynrefer.model.tokens.T5Tokenizer;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files a conversion starts from, told apart by their names.
 *
 * @param checkpoints weights, in the order given; of two that hold the same tensor the later counts
 * @param tags one a line ({@code ram_tag_list.txt})
 * @param categories a JSON list or one a line ({@code coco.json})
 * @param attributes in OVAD's form ({@code ovad2000.json})
 * @param t5Tokenizer {@code tokenizer.json} or {@code spiece.model}
 * @param clipMerges {@code bpe_simple_vocab_16e6.txt[.gz]}
 */
public record ReleasedFiles(
        List<Path> checkpoints, Path tags, Path categories, Path attributes, Path t5Tokenizer, Path clipMerges) {
    private static final Pattern CHECKPOINT = Pattern.compile(".*\\.(pth|pt|bin|safetensors)");
    private static final Pattern TAGS = Pattern.compile("ram_tag_list\\.txt|tags\\.txt");
    private static final Pattern CATEGORIES = Pattern.compile("coco\\.json|categories\\.(json|txt)");
    private static final Pattern ATTRIBUTES = Pattern.compile("ovad.*\\.json|attributes\\.json");
    private static final Pattern T5_JSON = Pattern.compile(Pattern.quote(T5Tokenizer.FILE_NAME));
    private static final Pattern T5_MODEL = Pattern.compile("spiece\\.model");
    private static final Pattern CLIP =
            Pattern.compile(Pattern.quote(ClipMerges.FILE_NAME) + "|bpe_simple_vocab.*\\.txt");

    public ReleasedFiles {
        checkpoints = List.copyOf(checkpoints);
    }

    /**
     * Finds the files among {@code paths}; of a folder, those directly in it, by name. What is lacking is an error that
     * says where it comes from; other files are passed over.
     */
    public static ReleasedFiles find(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        paths.forEach(path -> files.addAll(filesOf(path)));
        List<Path> checkpoints = files.stream().filter(named(CHECKPOINT)).toList();
        if (checkpoints.isEmpty()) {
            throw missing("checkpoints (.pth, .pt, .bin or .safetensors)", "the model's release");
        }
        Path t5 = last(files, T5_JSON);
        return new ReleasedFiles(
                checkpoints,
                required(files, TAGS, "ram_tag_list.txt", "the research code's model_configs.zip"),
                required(files, CATEGORIES, "coco.json", "the research code's model_configs.zip"),
                required(files, ATTRIBUTES, "ovad2000.json", "the research code's model_configs.zip"),
                t5 != null ? t5 : required(files, T5_MODEL, "tokenizer.json or spiece.model", "google/flan-t5-xl"),
                required(files, CLIP, ClipMerges.FILE_NAME, "OpenAI's CLIP or EVA-CLIP"));
    }

    private static List<Path> filesOf(Path path) {
        if (!Files.isDirectory(path)) {
            if (!Files.isRegularFile(path)) {
                throw new DynReferException(ErrorCode.NOT_FOUND, path.toString(), "There is no file " + path + ".");
            }
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND, path.toString(), "Cannot list the folder " + path + ".", e);
        }
    }

    private static Predicate<Path> named(Pattern pattern) {
        return file -> pattern.matcher(file.getFileName().toString()).matches();
    }

    private static @Nullable Path last(List<Path> files, Pattern pattern) {
        return files.stream().filter(named(pattern)).reduce(null, (before, next) -> next);
    }

    private static Path required(List<Path> files, Pattern pattern, String name, String origin) {
        Path file = last(files, pattern);
        if (file == null) {
            throw missing(name, origin);
        }
        return file;
    }

    private static DynReferException missing(String name, String origin) {
        return DynReferException.invalid(
                "files", "No " + name + " among the files given; it comes from " + origin + ".");
    }
}
