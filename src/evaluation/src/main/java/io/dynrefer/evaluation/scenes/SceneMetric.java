package io.dynrefer.evaluation.scenes;

import io.dynrefer.evaluation.bootstrap.Statistic;
import io.dynrefer.evaluation.scenes.SlotScores.Slot;
import io.dynrefer.region.Task;
import java.util.List;

/** The headline metrics of scenes, one column each. */
public enum SceneMetric {
    CATEGORY("category, top-1") {
        @Override
        public Statistic of(SceneResults results) {
            return results.topOne(row -> !row.isNovel(), results.vocabulary().base());
        }
    },
    ATTRIBUTES("attributes, mAP") {
        @Override
        public Statistic of(SceneResults results) {
            return results.attributes(row -> true, name -> true);
        }
    },
    TAGS("tags, mAP") {
        @Override
        public Statistic of(SceneResults results) {
            return results.tags(row -> true);
        }
    },
    CIDER("caption, CIDEr-D") {
        @Override
        public Statistic of(SceneResults results) {
            return results.captions().cider(row -> true);
        }
    },
    ATTRIBUTE_WORDS("attribute words") {
        @Override
        public Statistic of(SceneResults results) {
            return slot(results, Slot.ATTRIBUTE);
        }
    },
    OBJECT_WORDS("object word") {
        @Override
        public Statistic of(SceneResults results) {
            return slot(results, Slot.OBJECT);
        }
    },
    CONTEXT_WORDS("context words") {
        @Override
        public Statistic of(SceneResults results) {
            return slot(results, Slot.CONTEXT);
        }
    };

    private final String title;

    SceneMetric(String title) {
        this.title = title;
    }

    /** The metric of one subject's answers. */
    public abstract Statistic of(SceneResults results);

    /** What has to be asked for it. */
    public Task task() {
        return switch (this) {
            case CATEGORY -> Task.CATEGORY;
            case ATTRIBUTES -> Task.ATTRIBUTES;
            case TAGS -> Task.TAGS;
            case CIDER, ATTRIBUTE_WORDS, OBJECT_WORDS, CONTEXT_WORDS -> Task.CAPTION;
        };
    }

    /** {@link #CATEGORY} of boxes whose shorter side has from so many pixels up to so many, these excluded. */
    public static Statistic category(SceneResults results, double from, double to) {
        return results.topOne(
                row -> {
                    double side = Math.min(
                            row.truth().box().width(), row.truth().box().height());
                    return !row.isNovel() && side >= from && side < to;
                },
                results.vocabulary().base());
    }

    /** What heads its column. */
    public String title() {
        return title;
    }

    /** The one metric that decides which views suit a task. */
    public static SceneMetric deciding(Task task) {
        return switch (task) {
            case CATEGORY -> CATEGORY;
            case ATTRIBUTES -> ATTRIBUTES;
            case TAGS -> TAGS;
            case CAPTION -> CIDER;
        };
    }

    /** The mean of all metrics but CIDEr-D, which has another scale. */
    public static Statistic mean(SceneResults results) {
        return Statistic.meanOf(List.of(
                CATEGORY.of(results),
                ATTRIBUTES.of(results),
                TAGS.of(results),
                ATTRIBUTE_WORDS.of(results),
                OBJECT_WORDS.of(results),
                CONTEXT_WORDS.of(results)));
    }

    private static Statistic slot(SceneResults results, Slot slot) {
        return SlotScores.of(results.rows(), results.imageCount(), row -> true, slot);
    }
}
