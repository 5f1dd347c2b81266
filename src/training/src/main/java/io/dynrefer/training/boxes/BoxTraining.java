package io.dynrefer.training.boxes;

import ai.djl.ndarray.NDArray;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.WeightSource;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.proposals.BoxDecoding;
import io.dynrefer.model.proposals.BoxHead;
import io.dynrefer.model.proposals.EncoderMaps;
import io.dynrefer.model.proposals.ProposalCard;
import io.dynrefer.model.proposals.ProposalWeights;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.training.optimise.AdamW;
import io.dynrefer.training.optimise.LearningRate;
import io.dynrefer.training.optimise.MovingAverage;
import io.dynrefer.training.run.Checkpoints;
import io.dynrefer.training.run.RunFolder;
import io.dynrefer.training.weights.TrainableWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Trains a box head on the frozen image encoder of a model folder. What the encoder makes of the photos is kept in a
 * cache; a training that was interrupted goes on from its last checkpoint when it is started again.
 */
public final class BoxTraining implements AutoCloseable {
    private static final int WARM_UP_STEPS = 100;
    private static final int SAY_EVERY = 50;

    private final BoxTrainingConfig config;
    private final RunFolder folder;
    private final Consumer<String> messages;
    private final ModelCard model;
    private final InvertedResidualSizes encoder;
    private final CheckpointWeights source;
    private final MapShapes shapes;
    private final NewBoxHead start;
    private final TrainableWeights weights;
    private final BoxHead head;
    private final AdamW optimiser;
    private final MovingAverage average;

    /**
     * @param start the model folder whose image encoder it is for; it is not changed
     * @param folder of the run; one that holds a training must hold this one
     */
    public BoxTraining(Path start, BoxTrainingConfig config, RunFolder folder, Consumer<String> messages) {
        this.config = config;
        this.folder = folder;
        this.messages = messages;
        this.model = ModelCards.read(start);
        this.encoder = InvertedResidualSizes.of(Preset.read(start.resolve(Preset.FILE_NAME)));
        this.shapes = MapShapes.of(encoder, config.sizes());
        begin();
        this.source = new CheckpointWeights(Checkpoint.open(start), Precision.FP32);
        this.start = new NewBoxHead(config.seed());
        this.weights = new TrainableWeights(this.start, List.of(""), null);
        this.head = new BoxHead(Weights.of(weights), config.sizes(), encoder);
        AdamW.Settings usual = AdamW.Settings.DEFAULT;
        this.optimiser = new AdamW(
                weights.trained(),
                new AdamW.Settings(
                        usual.beta1(), usual.beta2(), usual.epsilon(), config.weightDecay(), usual.maxNorm()),
                name -> 1);
        this.average = new MovingAverage(weights.trained(), config.average());
    }

    /** A folder with another training is refused. */
    private void begin() {
        if (!Files.exists(folder.config())) {
            folder.start(config.json());
        } else if (!BoxTrainingConfig.read(folder.read()).equals(config)) {
            throw DynReferException.invalid(
                    "--out", folder.path() + " holds a training with other settings; name another folder.");
        }
    }

    /**
     * Trains to the end and writes the head beside the run's checkpoints.
     *
     * @param datasets of which the train split is learned from and the val split is asked about
     * @param cache folder of what the encoder makes of photos
     * @param progress of the cache, in photos
     */
    public ProposalCard run(List<Dataset> datasets, Path cache, Progress progress) {
        BoxPhotos train = new BoxPhotos(datasets, Split.TRAIN);
        BoxPhotos val = new BoxPhotos(datasets, Split.VAL);
        List<MapCache> copies = new ArrayList<>();
        try (MapCache ofVal = fill(train, val, cache, copies, progress)) {
            BoxStep step = new BoxStep(config, head, train, copies, shapes);
            BoxRecall recall = new BoxRecall(val, ofVal, shapes, new BoxDecoding(config.sizes()));
            learn(step, recall, train.count());
            return finish();
        } finally {
            copies.forEach(MapCache::close);
        }
    }

    /** Fills the list with the copies of the photos to learn from; returns the photos to choose by. */
    private MapCache fill(BoxPhotos train, BoxPhotos val, Path cache, List<MapCache> copies, Progress progress) {
        int side = config.sizes().imageSize();
        EncoderMaps maps = new EncoderMaps(Weights.of(source), encoder, side);
        MapCacheWriter writer =
                new MapCacheWriter(cache.resolve(model.encoderId().substring(0, 16) + "-" + side), maps, side, shapes);
        MapCache ofVal = writer.require(val, 0, progress);
        for (int copy = 0; copy < config.copies(); copy++) {
            messages.accept("Copy " + (copy + 1) + " of " + config.copies() + " of " + train.count() + " photos");
            copies.add(writer.require(train, copy, progress));
        }
        return ofVal;
    }

    private void learn(BoxStep step, BoxRecall recall, int photos) {
        Checkpoints checkpoints = new Checkpoints(folder.checkpoints());
        long epoch = Math.max(1, photos / config.batch());
        long steps = config.epochs() * epoch;
        LearningRate rate = new LearningRate(config.learningRate(), 0, Math.min(WARM_UP_STEPS, steps - 1), steps);
        long done = checkpoints
                .restore(state(), messages)
                .map(Checkpoints.State::step)
                .orElse(0L);
        optimiser.resume(done);
        double score = 0;
        double box = 0;
        for (long next = done; next < steps; next++) {
            BoxStep.Values losses = step.run(next);
            optimiser.step(rate.at(next), 1);
            average.update();
            score += losses.score();
            box += losses.box();
            if ((next + 1) % SAY_EVERY == 0) {
                say("step %d of %d: score %.3f, box %.3f", next + 1, steps, score / SAY_EVERY, box / SAY_EVERY);
                score = 0;
                box = 0;
            }
            if ((next + 1) % epoch == 0) {
                checkpoints.save(new Checkpoints.State(next + 1, config.seed()), state());
                say("step %d of %d: recall on val %.1f %%", next + 1, steps, percent(recall));
            }
        }
    }

    private double percent(BoxRecall recall) {
        return 100 * recall.of(new BoxHead(Weights.of(averaged()), config.sizes(), encoder));
    }

    private void say(String format, Object... values) {
        messages.accept(String.format(Locale.ROOT, format, values));
    }

    private ProposalCard finish() {
        return ProposalWeights.write(
                folder.path(), average.averages(), model.encoderId(), config.sizes(), config.answerSizes());
    }

    private WeightSource averaged() {
        return new Averaged(average.averages());
    }

    private Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>(weights.trained());
        average.averages().forEach((name, array) -> state.put("average/" + name, array));
        state.putAll(optimiser.moments());
        return state;
    }

    @Override
    public void close() {
        average.close();
        optimiser.close();
        weights.close();
        start.close();
        source.close();
    }
}
