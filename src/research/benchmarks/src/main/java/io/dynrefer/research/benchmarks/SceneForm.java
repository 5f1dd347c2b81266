package io.dynrefer.research.benchmarks;

import io.dynrefer.data.DatasetInfo;
import io.dynrefer.data.DatasetVocabulary;
import io.dynrefer.data.Split;
import io.dynrefer.data.SplitCounts;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Writes stand-in data in the project's own form, with as many words as the rooms have. */
final class SceneForm {
    private static final int CATEGORIES = 103;
    private static final int NOVEL = 15;
    private static final int ATTRIBUTES = 61;
    private static final int TAGS = 159;

    private SceneForm() {}

    static void write(StandInFolder folder) throws IOException {
        DatasetVocabulary vocabulary = new DatasetVocabulary(
                words(CATEGORIES, i -> "thing " + i),
                words(NOVEL, i -> "new thing " + i),
                words(ATTRIBUTES, SceneForm::attribute),
                words(TAGS, i -> "tag " + i));
        SplitCounts counts = new SplitCounts(folder.images(), folder.regions());
        Files.write(
                folder.path().resolve(DatasetInfo.FILE_NAME),
                new DatasetInfo(
                                "stand-in",
                                "Random labels.",
                                "stand-in 1",
                                3,
                                Map.of(Split.TEST.wireName(), counts),
                                vocabulary,
                                List.of())
                        .write());
        Random random = new Random(3);
        try (Writer json = folder.writer(Split.TEST.fileName())) {
            json.write("{\"images\": ");
            StandInFolder.writeLines(
                    json,
                    folder.images(),
                    i -> "{\"id\": %d, \"file_name\": \"images/%d.jpg\", \"width\": %d, \"height\": %d}"
                            .formatted(
                                    i, i, folder.size(i).width(), folder.size(i).height()));
            json.write(",\n\"annotations\": ");
            StandInFolder.writeLines(json, folder.regions(), i -> region(folder, i, random));
            json.write("}\n");
        }
        folder.linkImages();
    }

    private static List<String> words(int count, IntFunction<String> word) {
        return IntStream.range(0, count).mapToObj(word).toList();
    }

    private static String attribute(int number) {
        return "type" + number / 10 + ":word" + number;
    }

    private static String region(StandInFolder folder, int number, Random random) {
        boolean novel = random.nextInt(8) == 0;
        String category = novel ? "new thing " + random.nextInt(NOVEL) : "thing " + random.nextInt(CATEGORIES);
        return """
                {"id": %d, "image_id": %d, "bbox": %s, "captions": ["%s", "%s"], "category": "%s", "tags": %s, \
                "attributes": %s, "negative_attributes": %s, "slots": {"attributes": ["red"], "object": "cat", \
                "context": ["table"]}, "part": "part %d", "novel": %b}""".formatted(
                        number,
                        folder.imageOf(number),
                        StandInFolder.xywh(folder.box(folder.imageOf(number), random)),
                        Sentences.next(random),
                        Sentences.next(random),
                        category,
                        StandInFolder.list(6, i -> "\"tag " + random.nextInt(TAGS) + "\""),
                        StandInFolder.list(3, i -> "\"" + attribute(i * 10 + random.nextInt(10)) + "\""),
                        StandInFolder.list(20, i -> "\"" + attribute(30 + i) + "\""),
                        number % 2,
                        novel);
    }
}
