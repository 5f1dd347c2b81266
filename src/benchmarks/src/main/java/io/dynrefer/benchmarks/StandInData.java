package io.dynrefer.benchmarks;

import io.dynrefer.evaluation.published.BenchmarkFiles;
import io.dynrefer.evaluation.published.CocoBenchmark;
import io.dynrefer.evaluation.published.OvadBenchmark;
import io.dynrefer.evaluation.published.PublishedBenchmark;
import io.dynrefer.evaluation.published.RegionCaptionBenchmark;
import io.dynrefer.views.Canvas;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * Benchmarks of any size in the forms in which they are published, with seeded random content, written record by
 * record. Ten regions are of one image; all images are the same few files.
 */
enum StandInData {
    /** 117 attributes of which most are labelled. */
    OVAD("ovad2000.json") {
        private static final int ATTRIBUTES = 117;

        @Override
        String list() {
            return records("attributes", ATTRIBUTES, i ->
                    """
                    {"id": %d, "name": "type%d:word%d/other%d", "type": "type%d", "parent_type": "parent%d", \
                    "freq_set": "%s", "is_has_att": "has"}""".formatted(i, i / 10, i, i, i / 10, i / 30, i < 20 ? "head" : i < 70 ? "medium" : "tail"));
        }

        @Override
        String more(Random random) {
            StringBuilder labels = new StringBuilder(", \"att_vec\": [");
            for (int i = 0; i < ATTRIBUTES; i++) {
                labels.append(i == 0 ? "" : ", ").append(label(random.nextInt(8)));
            }
            return labels.append("]").toString();
        }

        private int label(int draw) {
            return draw < 2 ? -1 : draw == 2 ? 1 : 0;
        }

        @Override
        PublishedBenchmark<?> open(Path folder) {
            return OvadBenchmark.open(new BenchmarkFiles(folder, null, null, null));
        }
    },

    /** 80 categories. */
    COCO("instances_val2017.json") {
        private static final int CATEGORIES = 80;

        @Override
        String list() {
            return records("categories", CATEGORIES, i -> "{\"id\": %d, \"name\": \"thing %d\"}".formatted(i, i));
        }

        @Override
        String more(Random random) {
            return ", \"category_id\": " + random.nextInt(CATEGORIES) + ", \"iscrowd\": 0, \"area\": "
                    + random.nextInt(20_000);
        }

        @Override
        PublishedBenchmark<?> open(Path folder) {
            return CocoBenchmark.open(new BenchmarkFiles(folder, null, null, null));
        }
    },

    /** Two sentences about every object, in a pickle as the refer project writes it. */
    REFCOCOG("instances.json") {
        @Override
        String list() {
            return records("categories", 1, i -> "{\"id\": 0, \"name\": \"thing\"}");
        }

        @Override
        String more(Random random) {
            return ", \"category_id\": 0, \"iscrowd\": 0";
        }

        @Override
        void write(Path folder, int regions) throws IOException {
            super.write(folder, regions);
            Random random = new Random(5);
            int number = 5;
            try (Writer refs = writer(folder.resolve("refs(umd).p"))) {
                refs.write("(lp0\n");
                for (int i = 0; i < regions; i++) {
                    refs.write("(dp" + number++ + "\nS'ref_id'\np" + number++ + "\nI" + i + "\nsS'ann_id'\np" + number++
                            + "\nI" + i + "\nsS'image_id'\np" + number++ + "\nI" + i / REGIONS_OF_IMAGE
                            + "\nsS'split'\np" + number++ + "\nS'val'\np" + number++ + "\nsS'sentences'\np" + number++
                            + "\n(lp" + number++ + "\n");
                    for (int sentence = 0; sentence < 2; sentence++) {
                        refs.write("(dp" + number++ + "\nS'sent'\np" + number++ + "\nS'" + Sentences.next(random)
                                + "'\np" + number++ + "\nsa");
                    }
                    refs.write("sa");
                }
                refs.write(".");
            }
        }

        @Override
        PublishedBenchmark<?> open(Path folder) {
            return RegionCaptionBenchmark.refcocog(new BenchmarkFiles(folder, null, null, null));
        }
    };

    private static final int REGIONS_OF_IMAGE = 10;
    private static final int PICTURES = 4;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    private final String file;

    StandInData(String file) {
        this.file = file;
    }

    static StandInData of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The file's list of what there can be. */
    abstract String list();

    /** An annotation's fields besides its box. */
    abstract String more(Random random);

    abstract PublishedBenchmark<?> open(Path folder);

    /** Writes annotations and pictures. */
    void write(Path folder, int regions) throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        for (int i = 0; i < PICTURES; i++) {
            Canvas canvas = new Canvas(WIDTH, HEIGHT, 0);
            canvas.drawImage(Pictures.noise(WIDTH, HEIGHT), 0, 0);
            Files.write(images.resolve(i + ".png"), canvas.png());
        }
        Random random = new Random(3);
        try (Writer json = writer(folder.resolve(file))) {
            json.write("{" + list() + ",\n\"images\": [\n");
            int count = (regions + REGIONS_OF_IMAGE - 1) / REGIONS_OF_IMAGE;
            for (int i = 0; i < count; i++) {
                json.write((i == 0 ? "" : ",\n")
                        + "{\"id\": %d, \"width\": %d, \"height\": %d, \"file_name\": \"%d.png\"}"
                                .formatted(i, WIDTH, HEIGHT, i % PICTURES));
            }
            json.write("],\n\"annotations\": [\n");
            for (int i = 0; i < regions; i++) {
                json.write((i == 0 ? "" : ",\n")
                        + "{\"id\": %d, \"image_id\": %d, \"bbox\": [%d, %d, 40, 30]%s}"
                                .formatted(
                                        i,
                                        i / REGIONS_OF_IMAGE,
                                        random.nextInt(WIDTH - 40),
                                        random.nextInt(HEIGHT - 30),
                                        more(random)));
            }
            json.write("]}\n");
        }
    }

    private static Writer writer(Path file) throws IOException {
        return Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
    }

    private static String records(String name, int count, IntFunction<String> record) {
        StringBuilder list = new StringBuilder("\"" + name + "\": [");
        for (int i = 0; i < count; i++) {
            list.append(i == 0 ? "" : ", ").append(record.apply(i));
        }
        return list.append("]").toString();
    }
}
