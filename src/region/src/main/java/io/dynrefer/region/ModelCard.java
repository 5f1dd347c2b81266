package io.dynrefer.region;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What everybody needs to know about a set of weights without opening them: {@code model.json} beside the weights.
 *
 * @param id digest of all weights and sizes: 16 or more lower-case hex digits
 * @param encoderId digest of the image encoder's weights and sizes alone: view embeddings depend on nothing else
 * @param preset name of the sizes, e.g. {@code tiny}
 * @param viewCount views per region: the number the fusion layer takes, at least 1
 * @param viewSize width and height of a view in pixels, at least 1
 * @param trained whether the weights were learned; otherwise they are seeded random numbers and answers mean nothing
 * @param tagThreshold probability above which a tag applies, unless a request says otherwise, in [0, 1]
 * @param taskPrior the views that suit each task; null means {@link TaskPrior#published}
 * @param namingThreshold probability above which the likeliest category of the default vocabulary is the first of the
 *     words that steer a caption, in [0, 1]; null where tags alone steer
 * @param words the words it answers with when a request brings none; null where the card does not say
 * @param weightsId the id before calibration, where there is a calibration beside the weights; null where there is none
 */
public record ModelCard(
        String id,
        String encoderId,
        String preset,
        int viewCount,
        int viewSize,
        boolean trained,
        double tagThreshold,
        @Nullable TaskPrior taskPrior,
        @Nullable Double namingThreshold,
        @Nullable Words words,
        @Nullable String weightsId) {
    /** Name of the file beside the weights. */
    public static final String FILE_NAME = "model.json";

    /** Fewest digits that tell weights apart. */
    private static final int ID_DIGITS = 16;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{16,64}");

    /**
     * The default vocabulary.
     *
     * @param name what it is called in answers
     * @param categories how many names of things it has
     * @param attributes how many attributes
     */
    public record Words(String name, int categories, int attributes) {}

    public ModelCard {
        require(DIGEST.matcher(id).matches(), "id", "16 to 64 hex digits", id);
        require(DIGEST.matcher(encoderId).matches(), "encoder_id", "16 to 64 hex digits", encoderId);
        require(!preset.isBlank(), "preset", "a name", preset);
        require(viewCount >= 1, "view_count", "at least 1", viewCount);
        require(viewSize >= 1, "view_size", "at least 1", viewSize);
        require(tagThreshold >= 0 && tagThreshold <= 1, "tag_threshold", "a probability", tagThreshold);
        if (taskPrior != null) {
            int views = taskPrior.tags().size();
            require(views == viewCount, "task_prior", viewCount + " views for every task", views);
        }
        require(
                namingThreshold == null || (namingThreshold >= 0 && namingThreshold <= 1),
                "naming_threshold",
                "a probability",
                String.valueOf(namingThreshold));
        require(
                weightsId == null || DIGEST.matcher(weightsId).matches(),
                "weights_id",
                "16 to 64 hex digits",
                String.valueOf(weightsId));
    }

    /** The tasks whose answers steer a caption that its caller does not. */
    public Set<Task> steeringTasks() {
        return namingThreshold == null ? Set.of(Task.TAGS) : Set.of(Task.TAGS, Task.CATEGORY);
    }

    /**
     * Whether a part of a model is of these weights.
     *
     * @param id the weights' own
     * @param part the part's: the first 16 digits or more of the weights', {@code -}, and the precision
     */
    public static boolean isPart(String id, String part) {
        int digits = part.lastIndexOf('-');
        return digits >= ID_DIGITS && id.startsWith(part.substring(0, digits));
    }

    /** The views of a task when a request leaves the choice to it. */
    public List<Double> views(Task task) {
        return (taskPrior == null ? TaskPrior.published(viewCount) : taskPrior).views(task);
    }

    /** This card with another task prior, e.g. to find the best. */
    public ModelCard withTaskPrior(TaskPrior other) {
        return new ModelCard(
                id,
                encoderId,
                preset,
                viewCount,
                viewSize,
                trained,
                tagThreshold,
                other,
                namingThreshold,
                words,
                weightsId);
    }

    /** The card of weights without a calibration that says nothing of its words. */
    public ModelCard(
            String id,
            String encoderId,
            String preset,
            int viewCount,
            int viewSize,
            boolean trained,
            double tagThreshold,
            @Nullable TaskPrior taskPrior) {
        this(id, encoderId, preset, viewCount, viewSize, trained, tagThreshold, taskPrior, null, null, null);
    }

    /** The same weights, captions of which are steered by names from this probability on; null for tags alone. */
    public ModelCard withNamingThreshold(@Nullable Double other) {
        return new ModelCard(
                id, encoderId, preset, viewCount, viewSize, trained, tagThreshold, taskPrior, other, words, weightsId);
    }

    /** The same weights with these words. */
    public ModelCard with(Words other) {
        return new ModelCard(
                id,
                encoderId,
                preset,
                viewCount,
                viewSize,
                trained,
                tagThreshold,
                taskPrior,
                namingThreshold,
                other,
                weightsId);
    }

    /** The same weights with a calibration, under its own id and threshold of tags. */
    public ModelCard calibrated(String calibratedId, double calibratedThreshold) {
        return new ModelCard(
                calibratedId,
                encoderId,
                preset,
                viewCount,
                viewSize,
                trained,
                calibratedThreshold,
                taskPrior,
                namingThreshold,
                words,
                id);
    }

    /** The same weights without their calibration, if they have one. */
    public ModelCard uncalibrated(double plainThreshold) {
        return weightsId == null
                ? this
                : new ModelCard(
                        weightsId,
                        encoderId,
                        preset,
                        viewCount,
                        viewSize,
                        trained,
                        plainThreshold,
                        taskPrior,
                        namingThreshold,
                        words,
                        null);
    }

    private static void require(boolean condition, String field, String expected, Object value) {
        if (!condition) {
            throw DynReferException.invalid(
                    FILE_NAME + ": " + field,
                    field + " in " + FILE_NAME + " must be " + expected + ", not '" + value + "'.");
        }
    }
}
