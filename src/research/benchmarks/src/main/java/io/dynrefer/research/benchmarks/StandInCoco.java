package io.dynrefer.research.benchmarks;

import io.dynrefer.region.ImageSize;
import java.io.IOException;
import java.io.Writer;
import java.util.Random;
import java.util.function.BiFunction;

/** Writes stand-in data in the form that COCO, OVAD and RefCOCOg are published in. */
final class StandInCoco {
    private static final int OVAD_ATTRIBUTES = 117;
    private static final int COCO_CATEGORIES = 80;

    private StandInCoco() {}

    /** 117 attributes of which most are labelled. */
    static void ovad(StandInFolder folder) throws IOException {
        String attributes = StandInFolder.list(OVAD_ATTRIBUTES, i ->
                """
                {"id": %d, "name": "type%d:word%d/other%d", "type": "type%d", "parent_type": "parent%d", \
                "freq_set": "%s", "is_has_att": "has"}""".formatted(i, i / 10, i, i, i / 10, i / 30, i < 20 ? "head" : i < 70 ? "medium" : "tail"));
        write(
                folder,
                "ovad2000.json",
                "attributes",
                attributes,
                (region, random) ->
                        ", \"att_vec\": " + StandInFolder.list(OVAD_ATTRIBUTES, i -> label(random.nextInt(8))));
    }

    private static String label(int draw) {
        return draw < 2 ? "-1" : draw == 2 ? "1" : "0";
    }

    /** 80 categories. */
    static void coco(StandInFolder folder) throws IOException {
        String categories =
                StandInFolder.list(COCO_CATEGORIES, i -> "{\"id\": %d, \"name\": \"thing %d\"}".formatted(i, i));
        write(
                folder,
                "instances_val2017.json",
                "categories",
                categories,
                (region, random) -> ", \"category_id\": " + random.nextInt(COCO_CATEGORIES)
                        + ", \"iscrowd\": 0, \"area\": " + random.nextInt(20_000));
    }

    /** Two sentences about every object, in a pickle as the refer project writes it. */
    static void refcocog(StandInFolder folder) throws IOException {
        String categories = "[{\"id\": 0, \"name\": \"thing\"}]";
        write(
                folder,
                "instances.json",
                "categories",
                categories,
                (region, random) -> ", \"category_id\": 0, \"iscrowd\": 0");
        Random random = new Random(5);
        int number = 5;
        try (Writer refs = folder.writer("refs(umd).p")) {
            refs.write("(lp0\n");
            for (int i = 0; i < folder.regions(); i++) {
                refs.write("(dp" + number++ + "\nS'ref_id'\np" + number++ + "\nI" + i + "\nsS'ann_id'\np" + number++
                        + "\nI" + i + "\nsS'image_id'\np" + number++ + "\nI" + folder.imageOf(i) + "\nsS'split'\np"
                        + number++ + "\nS'val'\np" + number++ + "\nsS'sentences'\np" + number++ + "\n(lp" + number++
                        + "\n");
                for (int sentence = 0; sentence < 2; sentence++) {
                    refs.write("(dp" + number++ + "\nS'sent'\np" + number++ + "\nS'" + Sentences.next(random) + "'\np"
                            + number++ + "\nsa");
                }
                refs.write("sa");
            }
            refs.write(".");
        }
    }

    /**
     * Writes the file.
     *
     * @param more an annotation's fields besides its box
     */
    private static void write(
            StandInFolder folder, String file, String list, String items, BiFunction<Integer, Random, String> more)
            throws IOException {
        Random random = new Random(3);
        try (Writer json = folder.writer(file)) {
            json.write("{\"" + list + "\": " + items + ",\n\"images\": ");
            StandInFolder.writeLines(json, folder.images(), i -> image(i, folder.size(i)));
            json.write(",\n\"annotations\": ");
            StandInFolder.writeLines(
                    json,
                    folder.regions(),
                    i -> "{\"id\": %d, \"image_id\": %d, \"bbox\": %s%s}"
                            .formatted(
                                    i,
                                    folder.imageOf(i),
                                    StandInFolder.xywh(folder.box(folder.imageOf(i), random)),
                                    more.apply(i, random)));
            json.write("}\n");
        }
        folder.linkImages();
    }

    private static String image(int number, ImageSize size) {
        return "{\"id\": %d, \"width\": %d, \"height\": %d, \"file_name\": \"%d.jpg\"}"
                .formatted(number, size.width(), size.height(), number);
    }
}
