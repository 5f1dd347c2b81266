package io.dynrefer.training;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dynrefer.model.nn.Dropout;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import io.dynrefer.store.JsonProblems;
import io.dynrefer.training.network.LossWeights;
import io.dynrefer.training.network.NamingConfig;
import io.dynrefer.training.optimise.AdamW;
import io.dynrefer.training.samples.Augmentation;
import io.dynrefer.training.samples.CaptionsConfig;
import io.dynrefer.training.samples.ContrastConfig;
import io.dynrefer.training.samples.ControlDropout;
import io.dynrefer.training.samples.ViewsConfig;
import io.dynrefer.training.weights.LowRank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a training runs, as data. Reading is strict: an unknown, missing or mistyped field is a 400 that names it.
 *
 * @param seed decides the order of samples and all that is drawn
 * @param trainable starts of the names of the tensors that learn
 * @param lora adapters of the language model, or none
 * @param precision of the frozen matrices
 * @param duration how long
 * @param batch samples of a pass and passes of a step
 * @param learningRate its course
 * @param optimiser everything else about the updates
 * @param slower by starts of names of tensors: the part of the learning rate they learn with; none for all of it
 * @param losses how much each counts
 * @param contrast what the contrastive loss compares
 * @param naming how categories are learned by a network with lexical rows; none for any other
 * @param views which views are shown
 * @param controlWords how often control words are left out
 * @param captions which captions are learned how often; all alike if absent
 * @param augmentation random changes of the views' features, or none
 * @param dropout share of the entries that Q-Former, heads and language model leave out of their layers' results and
 *     attentions while they learn, 0.1 in the research code; none for 0
 * @param cachedCoefficients views whose features are computed once and kept; none to encode in every step
 * @param changedCopies whether those of a changed copy of every region are kept too, to learn from in turn; false if
 *     absent
 * @param averageDecay share of the averaged weights kept per step, and the average is what is saved; none to save the
 *     weights themselves
 * @param reports how often something is said, measured and saved
 * @param saveAs the numbers of the finished model
 */
public record TrainingConfig(
        long seed,
        List<String> trainable,
        @Nullable LowRank lora,
        FrozenPrecision precision,
        Duration duration,
        BatchSize batch,
        Rate learningRate,
        AdamW.Settings optimiser,
        @Nullable Map<String, Double> slower,
        LossWeights losses,
        ContrastConfig contrast,
        @Nullable NamingConfig naming,
        ViewsConfig views,
        ControlDropout controlWords,
        @Nullable CaptionsConfig captions,
        @Nullable Augmentation augmentation,
        @Nullable Double dropout,
        @Nullable List<Double> cachedCoefficients,
        @Nullable Boolean changedCopies,
        @Nullable Double averageDecay,
        Reports reports,
        SavedNumbers saveAs) {
    /** What the names of an image encoder's tensors start with. */
    static final String ENCODER = "visual_encoder.";

    /** A pass's views (samples * views, tokens, width), changed at random where the configuration wants that. */
    NDArray augmented(NDArray views, long[] seeds) {
        return augmentation == null ? views : augmentation.apply(views, seeds);
    }

    /** The part of the learning rate that a tensor learns with. */
    double pace(String tensor) {
        return slower == null
                ? 1
                : slower.entrySet().stream()
                        .filter(entry -> tensor.startsWith(entry.getKey()))
                        .mapToDouble(Map.Entry::getValue)
                        .findFirst()
                        .orElse(1);
    }

    /** Whether the second half of the image encoder learns. */
    boolean teachesEncoder() {
        return trainable.stream().anyMatch(name -> name.startsWith(ENCODER));
    }

    /** What layers leave out while they learn. */
    Dropout leftOut() {
        return dropout == null ? Dropout.NONE : new Dropout(dropout);
    }

    /** The same with another number of steps. */
    TrainingConfig lasting(long steps) {
        ObjectNode config = Json.mapper().valueToTree(this);
        config.putObject("duration").put("steps", steps);
        return Json.read(Json.write(config), TrainingConfig.class);
    }

    /** How frozen matrices are kept. */
    public enum FrozenPrecision {
        FP32,
        BF16,
        /** bf16 where the processor computes it. */
        MACHINE;

        Precision precision() {
            return switch (this) {
                case FP32 -> Precision.FP32;
                case BF16 -> Precision.BF16;
                case MACHINE -> Precision.ofThisMachine();
            };
        }
    }

    /** The numbers of the finished model's tensors. */
    public enum SavedNumbers {
        FP32,
        FP16,
        /** 16 bits, and 8 for the large matrices outside of the image encoder, with a scale per row. */
        INT8
    }

    /**
     * The length of a training: exactly one of the two.
     *
     * @param steps updates of the weights
     * @param epochs passes over all samples; rounded up to whole steps
     */
    public record Duration(@Nullable Long steps, @Nullable Double epochs) {
        public Duration {
            if ((steps == null) == (epochs == null)
                    || (steps != null && steps < 1)
                    || (epochs != null && !(epochs > 0))) {
                throw DynReferException.invalid(
                        "duration",
                        "duration needs either steps or epochs, above 0, not " + steps + " and " + epochs + ".");
            }
        }

        long steps(long epochSize, long samplesPerStep) {
            return steps != null
                    ? steps
                    : (long) Math.ceil(Objects.requireNonNull(epochs) * epochSize / samplesPerStep);
        }
    }

    /**
     * What one step sees.
     *
     * @param size samples of one pass, which are also those the contrastive loss compares
     * @param passes whose gradients add up before the weights change
     */
    public record BatchSize(int size, int passes) {
        public BatchSize {
            requireAtLeast("size", size, 1);
            requireAtLeast("passes", passes, 1);
        }
    }

    /**
     * The learning rate's course.
     *
     * @param peak after the warm-up
     * @param end after the last step
     * @param warmUpSteps steps of the rise
     */
    public record Rate(double peak, double end, long warmUpSteps) {
        public Rate {
            if (!(peak > 0) || end < 0 || end > peak || warmUpSteps < 0) {
                throw DynReferException.invalid(
                        "learning_rate",
                        "learning_rate needs 0 <= end <= peak, peak above 0 and warm_up_steps of 0 or more.");
            }
        }
    }

    /**
     * How often, in steps.
     *
     * @param logEvery a line of metrics and progress
     * @param validateEvery the losses on the validation split; 0 for never
     * @param validationSamples regions of that split, spread evenly
     * @param checkpointEvery everything needed to go on
     */
    public record Reports(int logEvery, int validateEvery, int validationSamples, int checkpointEvery) {
        public Reports {
            requireAtLeast("log_every", logEvery, 1);
            requireAtLeast("validate_every", validateEvery, 0);
            requireAtLeast("validation_samples", validationSamples, 1);
            requireAtLeast("checkpoint_every", checkpointEvery, 1);
        }
    }

    public TrainingConfig {
        if (slower != null && !slower.values().stream().allMatch(part -> part > 0 && part <= 1)) {
            throw DynReferException.invalid("slower", "slower needs parts of the learning rate above 0 and up to 1.");
        }
        trainable = List.copyOf(trainable);
        cachedCoefficients = cachedCoefficients == null ? null : List.copyOf(cachedCoefficients);
        if (cachedCoefficients != null && !cachedCoefficients.containsAll(views.possible())) {
            throw DynReferException.invalid(
                    "cached_coefficients",
                    "cached_coefficients must hold every coefficient that views may choose: " + views.possible() + ".");
        }
        boolean asksWeights = captions != null && (captions.colors() > 0 || captions.names() != null);
        if (asksWeights && (naming == null || views.mode() != ViewsConfig.Mode.FIXED)) {
            throw DynReferException.invalid(
                    "captions.colors",
                    "Sure colours and predicted names need a network with lexical rows (naming) and fixed views.");
        }
        if (dropout != null && !(dropout >= 0 && dropout < 1)) {
            throw DynReferException.invalid("dropout", "dropout must be 0 or more and below 1, not " + dropout + ".");
        }
        if (averageDecay != null && !(averageDecay > 0 && averageDecay < 1)) {
            throw DynReferException.invalid("average_decay", "average_decay must lie between 0 and 1.");
        }
    }

    private static void requireAtLeast(String field, int value, int least) {
        if (value < least) {
            throw DynReferException.invalid(field, field + " must be at least " + least + ", not " + value + ".");
        }
    }

    /**
     * Reads a configuration and changes some of its fields.
     *
     * @param changes values as JSON or plain text by dotted path, e.g. {@code learning_rate.peak} to {@code 0.0005}
     */
    public static TrainingConfig read(Path file, Map<String, String> changes) {
        try {
            ObjectMapper mapper = Json.mapper();
            JsonNode root = mapper.readTree(Files.readAllBytes(file));
            changes.forEach((path, value) -> change(mapper, root, path, value));
            return Json.read(mapper.writeValueAsBytes(root), TrainingConfig.class);
        } catch (JsonProcessingException e) {
            throw JsonProblems.unreadable(e);
        } catch (IOException e) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "--config", "There is no readable file " + file + ".", e);
        }
    }

    private static void change(ObjectMapper mapper, JsonNode root, String path, String value) {
        JsonNode parent = root;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            parent = parent.path(names[i]);
        }
        if (!(parent instanceof ObjectNode object)) {
            throw DynReferException.invalid(path, "The configuration has no object that holds " + path + ".");
        }
        object.set(names[names.length - 1], valueOf(mapper, value));
    }

    private static JsonNode valueOf(ObjectMapper mapper, String value) {
        try {
            return mapper.readTree(value);
        } catch (JsonProcessingException e) {
            return new TextNode(value); // words need no quotes
        }
    }
}
