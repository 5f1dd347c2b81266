package io.dynrefer.data;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Progress;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes the data set of a generator into a folder.
 *
 * <p>A killed generation continues where it stopped when it is run again with the same generator, seed and numbers: a
 * scene's picture is written first and then its annotations as a line of a journal, and {@code dataset.json} comes
 * last, so a folder with that file is complete. Another generator, seed or number of scenes in the same folder is
 * refused. Images are numbered from 1 through all splits; region ids are the image's number times 100 and up, those of
 * an image's second hundred regions a thousand million more.
 */
public final class DatasetGeneration {
    private static final String JOURNAL = ".generation.jsonl";
    private static final int REGIONS_PER_IMAGE = 100;

    /**
     * Where the ids of an image's second hundred regions are, and of each hundred after it: beyond ten million images.
     */
    private static final long BEYOND = 1_000_000_000L;

    private final SceneGenerator generator;
    private final Map<Split, Integer> scenes;
    private final Path folder;

    /**
     * @param scenes how many scenes of each split; a split that is absent or 0 gets no annotation file
     * @param folder where to write; made if absent
     */
    public DatasetGeneration(SceneGenerator generator, Map<Split, Integer> scenes, Path folder) {
        this.generator = generator;
        this.scenes = new EnumMap<>(Split.class);
        this.scenes.putAll(scenes);
        this.folder = folder;
    }

    /** The generator's usual numbers of scenes. */
    public static Map<Split, Integer> usualScenes(SceneGenerator generator) {
        Map<Split, Integer> scenes = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            scenes.put(split, generator.scenes(split));
        }
        return scenes;
    }

    /** Writes what is missing and returns what the whole data set says about itself. */
    public DatasetInfo run(Progress progress) {
        try {
            Files.createDirectories(folder.resolve("images"));
            if (Files.exists(folder.resolve(DatasetInfo.FILE_NAME))) {
                return complete(progress);
            }
            return write(progress);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written", e);
        }
    }

    /** The data set that is there already, if it is the one asked for. */
    private DatasetInfo complete(Progress progress) throws IOException {
        Path file = folder.resolve(DatasetInfo.FILE_NAME);
        DatasetInfo info = DatasetInfo.read(Files.readAllBytes(file), file.toString());
        Map<Split, Integer> there = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            SplitCounts counts = info.splits().get(split.wireName());
            there.put(split, counts == null ? 0 : counts.images());
        }
        requireSame(plan(info.generator(), info.seed(), there));
        progress.report(total(), total());
        return info;
    }

    private DatasetInfo write(Progress progress) throws IOException {
        List<AnnotatedImage> done = readJournal();
        progress.report(done.size(), total());
        int number = 0;
        for (Split split : Split.values()) {
            for (int index = 0; index < count(split); index++) {
                number++;
                if (number > done.size()) {
                    done.add(writeScene(generator.scene(split, index), number));
                    progress.report(number, total());
                }
            }
        }
        return finish(done);
    }

    /** The scenes that earlier runs finished. */
    private List<AnnotatedImage> readJournal() throws IOException {
        Path journal = folder.resolve(JOURNAL);
        if (!Files.exists(journal)) {
            Files.writeString(journal, plan() + "\n");
            return new ArrayList<>();
        }
        String text = Files.readString(journal);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1); // a last line without an end was cut short
        List<String> lines = whole.lines().toList();
        requireSame(lines.isEmpty() ? "" : lines.get(0));
        List<AnnotatedImage> images = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            images.addAll(AnnotationFile.read(line.getBytes(StandardCharsets.UTF_8), journal.toString()));
        }
        Files.writeString(journal, whole);
        return images;
    }

    private AnnotatedImage writeScene(GeneratedScene scene, int number) throws IOException {
        AnnotatedImage image = writeImage(scene, number, folder);
        String line = new String(AnnotationFile.write(List.of(image)), StandardCharsets.UTF_8).replace("\n", "");
        Files.writeString(folder.resolve(JOURNAL), line + "\n", StandardOpenOption.APPEND);
        return image;
    }

    /** Writes a scene's picture under its number, and says what is annotated in it. */
    static AnnotatedImage writeImage(GeneratedScene scene, int number, Path folder) throws IOException {
        String name = String.format(Locale.ROOT, "images/%06d.%s", number, scene.extension());
        Files.write(folder.resolve(name), scene.encoded());
        List<AnnotatedRegion> regions = new ArrayList<>();
        for (AnnotatedRegion region : scene.regions()) {
            int index = regions.size();
            regions.add(region.withId((long) number * REGIONS_PER_IMAGE
                    + index % REGIONS_PER_IMAGE
                    + index / REGIONS_PER_IMAGE * BEYOND));
        }
        return new AnnotatedImage(number, name, scene.size(), regions);
    }

    private DatasetInfo finish(List<AnnotatedImage> images) throws IOException {
        Map<String, SplitCounts> counts = new TreeMap<>();
        int start = 0;
        for (Split split : Split.values()) {
            List<AnnotatedImage> part = images.subList(start, start + count(split));
            start += part.size();
            if (!part.isEmpty()) {
                Files.write(folder.resolve(split.fileName()), AnnotationFile.write(part));
                int regions =
                        part.stream().mapToInt(image -> image.regions().size()).sum();
                counts.put(split.wireName(), new SplitCounts(part.size(), regions));
            }
        }
        DatasetInfo info = info(counts, tags(images));
        Path partial = folder.resolve(DatasetInfo.FILE_NAME + ".partial");
        Files.write(partial, info.write());
        Files.move(partial, folder.resolve(DatasetInfo.FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(folder.resolve(JOURNAL));
        return info;
    }

    private DatasetInfo info(Map<String, SplitCounts> counts, List<String> tags) {
        GeneratorCard card = generator.card();
        return new DatasetInfo(
                card.name(),
                card.description(),
                revision(),
                card.seed(),
                counts,
                new DatasetVocabulary(card.categories(), card.novelCategories(), card.attributes(), tags),
                card.credits());
    }

    private static List<String> tags(List<AnnotatedImage> images) {
        TreeSet<String> tags = new TreeSet<>();
        images.forEach(image ->
                image.regions().forEach(region -> tags.addAll(region.labels().tags())));
        return List.copyOf(tags);
    }

    private void requireSame(String there) {
        if (!there.equals(plan())) {
            throw DynReferException.invalid(
                    "--out",
                    folder + " holds another data set (" + there + ", wanted " + plan()
                            + "). Name another folder, or remove this one first.");
        }
    }

    private String plan() {
        return plan(revision(), generator.card().seed(), scenes);
    }

    private static String plan(String revision, long seed, Map<Split, Integer> scenes) {
        Map<String, Object> plan = new TreeMap<>();
        plan.put("generator", revision);
        plan.put("seed", seed);
        for (Split split : Split.values()) {
            plan.put(split.wireName(), scenes.getOrDefault(split, 0));
        }
        return Json.text(plan);
    }

    private String revision() {
        return generator.card().name() + " " + generator.card().revision();
    }

    private int count(Split split) {
        return scenes.getOrDefault(split, 0);
    }

    private int total() {
        return scenes.values().stream().mapToInt(Integer::intValue).sum();
    }
}
