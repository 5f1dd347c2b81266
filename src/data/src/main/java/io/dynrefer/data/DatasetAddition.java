package io.dynrefer.data;

import io.dynrefer.region.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adds scenes to a data set that is complete. Those that are there stay as they are, to the byte; new ones get the
 * numbers behind them. A killed addition leaves the data set as it was, or with whole splits of what is new: the next
 * one adds the rest.
 */
public final class DatasetAddition {
    private final SceneGenerator generator;
    private final Path folder;

    /**
     * @param generator of the new scenes alone
     * @param folder of the data set
     */
    public DatasetAddition(SceneGenerator generator, Path folder) {
        this.generator = generator;
        this.folder = folder;
    }

    /** Writes what is new and returns what the whole data set says about itself. */
    public DatasetInfo run(Progress progress) {
        Path file = folder.resolve(DatasetInfo.FILE_NAME);
        try {
            DatasetInfo before = DatasetInfo.read(Files.readAllBytes(file), file.toString());
            Map<Split, List<AnnotatedImage>> images = images(before);
            int number = images.values().stream()
                    .flatMap(List::stream)
                    .mapToInt(image -> Math.toIntExact(image.id()))
                    .max()
                    .orElse(0);
            int total = 0;
            for (Split split : Split.values()) {
                total += generator.scenes(split);
            }
            int done = 0;
            for (Split split : Split.values()) {
                List<AnnotatedImage> ofSplit = images.computeIfAbsent(split, key -> new ArrayList<>());
                for (int index = 0; index < generator.scenes(split); index++) {
                    number++;
                    ofSplit.add(DatasetGeneration.writeImage(generator.scene(split, index), number, folder));
                    progress.report(++done, total);
                }
            }
            DatasetInfo after = info(before, images);
            write(images, after);
            return after;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written", e);
        }
    }

    private Map<Split, List<AnnotatedImage>> images(DatasetInfo info) {
        Map<Split, List<AnnotatedImage>> images = new EnumMap<>(Split.class);
        try (Dataset dataset = Dataset.open(folder)) {
            for (Split split : Split.values()) {
                if (Files.exists(folder.resolve(split.fileName())) || info.has(split)) {
                    images.put(split, new ArrayList<>(dataset.images(split)));
                }
            }
        }
        return images;
    }

    private DatasetInfo info(DatasetInfo before, Map<Split, List<AnnotatedImage>> images) {
        Map<String, SplitCounts> counts = new TreeMap<>();
        TreeSet<String> tags = new TreeSet<>();
        images.forEach((split, ofSplit) -> {
            if (!ofSplit.isEmpty()) {
                counts.put(
                        split.wireName(),
                        new SplitCounts(
                                ofSplit.size(),
                                ofSplit.stream()
                                        .mapToInt(image -> image.regions().size())
                                        .sum()));
            }
            ofSplit.forEach(image -> image.regions()
                    .forEach(region -> tags.addAll(region.labels().tags())));
        });
        GeneratorCard card = generator.card();
        DatasetVocabulary words = before.vocabulary();
        return new DatasetInfo(
                before.name(),
                before.description(),
                before.generator(),
                before.seed(),
                counts,
                new DatasetVocabulary(
                        joined(words.categories(), card.categories()),
                        words.novelCategories(),
                        joined(words.attributes(), card.attributes()),
                        List.copyOf(tags)),
                joined(before.credits(), card.credits()));
    }

    private static List<String> joined(List<String> before, List<String> added) {
        Set<String> all = new LinkedHashSet<>(before);
        all.addAll(added);
        return List.copyOf(all);
    }

    private void write(Map<Split, List<AnnotatedImage>> images, DatasetInfo info) throws IOException {
        for (Map.Entry<Split, List<AnnotatedImage>> split : images.entrySet()) {
            if (!split.getValue().isEmpty()) {
                replace(folder.resolve(split.getKey().fileName()), AnnotationFile.write(split.getValue()));
            }
        }
        replace(folder.resolve(DatasetInfo.FILE_NAME), info.write());
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.write(partial, content);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
