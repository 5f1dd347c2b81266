package io.dynrefer.data.formats;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.store.RegionSpec;
import java.util.List;
import java.util.Optional;

/**
 * An annotation of a COCO-style file. The research code's converted files are known by their {@code extra_info}: there
 * {@code bbox} holds corners, and what was measured lies in {@code extra_info}.
 */
public final class CocoObject {
    private static final System.Logger LOG = System.getLogger(CocoObject.class.getName());
    private static final String EXTRA = "extra_info";
    private static final int LOWEST_LABEL = -1;

    private final FormatRecord record;

    CocoObject(FormatRecord record) {
        this.record = record;
    }

    /** Where it stands in its file, e.g. {@code annotations[3]}. */
    public String place() {
        return record.place();
    }

    /** Unique within a file. */
    public long id() {
        return record.id("id");
    }

    private boolean converted() {
        return record.has(EXTRA);
    }

    /** The annotated box, in pixels. */
    public Box box() {
        return converted() ? record.corners("bbox") : record.xywh("bbox");
    }

    /**
     * The box around the segmentation where there is one, which is what the research code asks about; the annotated box
     * where the segmentation has no area.
     */
    public Box region(ImageSize image) {
        JsonNode segmentation = record.node().path("segmentation");
        if (segmentation.isMissingNode() || segmentation.isNull() || segmentation.isEmpty()) {
            return box();
        }
        try {
            return new RegionSpec(null, null, null, null, segmentation)
                    .resolve(image)
                    .extent();
        } catch (DynReferException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}.segmentation is no region, so its box is asked about: {1}",
                    record.place(),
                    e.getMessage());
            return box();
        }
    }

    /** Square pixels of the segmentation; those of the box where the file says nothing. */
    public double area() {
        if (record.has("area")) {
            return record.number("area");
        }
        return box().width() * box().height();
    }

    /** Whether it is a crowd: a box around many objects. */
    public boolean isCrowd() {
        return record.has("iscrowd") && record.wholeNumber("iscrowd") != 0;
    }

    /** The category's id, of the published or of the converted form. */
    public long categoryId() {
        return converted() ? record.record(EXTRA).record("coco_result").id("category_id") : record.id("category_id");
    }

    /**
     * OVAD's labels: 1 has it, 0 does not, -1 not labelled.
     *
     * @param attributes how many there must be
     */
    public List<Integer> attributeLabels(int attributes) {
        FormatRecord holder = converted() ? record.record(EXTRA).record("ovad_result") : record;
        List<Integer> labels = holder.wholeNumbers("att_vec");
        if (labels.size() != attributes) {
            throw holder.problem("att_vec", "it has " + labels.size() + " labels for " + attributes + " attributes");
        }
        for (int label : labels) {
            if (label < LOWEST_LABEL || label > 1) {
                throw holder.problem("att_vec", "a label is 1, 0 or -1, not " + label);
            }
        }
        return labels;
    }

    /** The caption. */
    public String caption() {
        return record.text("caption");
    }

    /** An error about a field of this annotation; names file and record. */
    public DynReferException problem(String field, String what) {
        return record.problem(field, what);
    }

    /** A detector's score of a given box, where it has one. */
    public Optional<Double> score() {
        if (record.has("score")) {
            return Optional.of(record.number("score"));
        }
        if (converted() && record.record(EXTRA).has("grit_result")) {
            return Optional.of(record.record(EXTRA).record("grit_result").number("score"));
        }
        return Optional.empty();
    }
}
