package io.dynrefer.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.Box;
import java.util.List;

/** Records of an annotation file as JSON; what is empty is left out. */
final class RecordWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double STEPS_PER_PIXEL = 10_000;

    private RecordWriter() {}

    static ObjectNode image(AnnotatedImage image) {
        return NODES.objectNode()
                .put("id", image.id())
                .put("file_name", image.fileName())
                .put("width", image.size().width())
                .put("height", image.size().height());
    }

    static ObjectNode region(AnnotatedRegion region, long imageId) {
        ObjectNode record = NODES.objectNode().put("id", region.id()).put("image_id", imageId);
        record.set("bbox", bbox(region.box()));
        texts(record, "captions", region.captions());
        labels(record, region.labels());
        origin(record, region.origin());
        return record;
    }

    private static void labels(ObjectNode record, RegionLabels labels) {
        text(record, "category", labels.category());
        texts(record, "tags", labels.tags());
        texts(record, "attributes", labels.attributes());
        texts(record, "negative_attributes", labels.negativeAttributes());
        texts(record, "phrases", labels.phrases());
        if (!labels.slots().equals(CaptionSlots.NONE)) {
            ObjectNode slots = record.putObject("slots");
            texts(slots, "attributes", labels.slots().attributes());
            text(slots, "object", labels.slots().object());
            texts(slots, "context", labels.slots().context());
        }
    }

    private static void origin(ObjectNode record, RegionOrigin origin) {
        text(record, "part", origin.part());
        if (origin.novel()) {
            record.put("novel", true);
        }
        text(record, "scene", origin.scene());
        text(record, "group", origin.group());
    }

    private static void text(ObjectNode record, String name, String text) {
        if (!text.isEmpty()) {
            record.put(name, text);
        }
    }

    private static void texts(ObjectNode record, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode list = record.putArray(name);
            texts.forEach(list::add);
        }
    }

    /**
     * {@code [x, y, width, height]}, whole numbers without a fraction. Rounded, since {@code x + (x2 - x)} is not
     * always {@code x2} and a file that was read would be written differently.
     */
    private static ArrayNode bbox(Box box) {
        ArrayNode list = NODES.arrayNode();
        for (double exact : new double[] {box.x1(), box.y1(), box.width(), box.height()}) {
            double number = Math.rint(exact * STEPS_PER_PIXEL) / STEPS_PER_PIXEL;
            if (number == Math.rint(number)) {
                list.add((long) number);
            } else {
                list.add(number);
            }
        }
        return list;
    }
}
