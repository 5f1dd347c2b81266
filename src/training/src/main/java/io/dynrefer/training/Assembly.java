package io.dynrefer.training;

import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetOpener;
import io.dynrefer.data.Split;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.represent.RegionTokens;
import io.dynrefer.model.text.Prompts;
import io.dynrefer.model.tokens.T5Tokenizer;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.region.DynReferException;
import io.dynrefer.training.network.TrainingNetwork;
import io.dynrefer.training.samples.AttributeTexts;
import io.dynrefer.training.samples.Batches;
import io.dynrefer.training.samples.CachedFeatures;
import io.dynrefer.training.samples.CaptionColors;
import io.dynrefer.training.samples.CaptionNames;
import io.dynrefer.training.samples.CaptionWords;
import io.dynrefer.training.samples.CaptionsConfig;
import io.dynrefer.training.samples.CategoryTargets;
import io.dynrefer.training.samples.ContrastConfig;
import io.dynrefer.training.samples.KeptTexts;
import io.dynrefer.training.samples.LearningFeatures;
import io.dynrefer.training.samples.LiveFeatures;
import io.dynrefer.training.samples.PredictedWords;
import io.dynrefer.training.samples.RegionEmbedder;
import io.dynrefer.training.samples.RegionFeatures;
import io.dynrefer.training.samples.RegionTexts;
import io.dynrefer.training.samples.Sample;
import io.dynrefer.training.samples.SampleOrder;
import io.dynrefer.training.samples.SampleSource;
import io.dynrefer.training.samples.TextTable;
import io.dynrefer.training.samples.ViewChooser;
import io.dynrefer.training.weights.TrainableWeights;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A training put together: data opened, features at hand, the network built. */
final class Assembly implements AutoCloseable {
    private final TrainingConfig config;
    private final TrainingInputs inputs;
    private final Consumer<String> messages;
    private final Preset preset;
    private final Deque<Runnable> resources = new ArrayDeque<>(); // closed last to first
    private final List<SampleSource> sources = new ArrayList<>(); // by number
    private final List<Sample> validation = new ArrayList<>();
    private final SampleOrder order;
    private final Batches batches;
    private final TrainableWeights weights;
    private final TrainingNetwork network;

    /** @param messages sees lines of progress */
    Assembly(TrainingPlan plan, DatasetOpener opener, Consumer<String> messages) {
        this.config = plan.config();
        this.inputs = plan.inputs();
        this.messages = messages;
        Path start = inputs.startFolder();
        this.preset = Preset.read(start.resolve(Preset.FILE_NAME));
        this.order = new SampleOrder(openData(opener), config.seed());
        DynReferModel model = kept(DynReferModel.load(
                start, EnumSet.of(DynReferModel.Part.IMAGE_ENCODER, DynReferModel.Part.TEXT_ENCODER), Precision.FP32));
        CheckpointWeights source = kept(
                new CheckpointWeights(Checkpoint.open(start), config.precision().precision()));
        this.weights = kept(new TrainableWeights(source, config.trainable(), config.lora()));
        this.network = new TrainingNetwork(
                Weights.of(weights).with(config.leftOut()), preset, config.losses(), config.naming());
        this.batches = batches(start, model);
    }

    private <T extends AutoCloseable> T kept(T resource) {
        resources.push(() -> closeQuietly(resource));
        return resource;
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot close " + resource, e);
        }
    }

    private List<SampleOrder.Part> openData(DatasetOpener opener) {
        List<Dataset> datasets = inputs.data().stream()
                .map(data -> kept(opener.open(data.path())))
                .toList();
        List<SampleOrder.Part> parts = new ArrayList<>();
        for (int i = 0; i < datasets.size(); i++) {
            SampleSource source = open(datasets.get(i), Split.TRAIN);
            parts.addAll(parts(source, inputs.data().get(i).weight()));
        }
        if (config.reports().validateEvery() > 0) {
            for (Dataset dataset : datasets) {
                if (dataset.info().has(Split.VAL)) {
                    validation.addAll(open(dataset, Split.VAL).samples());
                }
            }
        }
        return parts;
    }

    /** The samples of a source, apart where they count differently. */
    private List<SampleOrder.Part> parts(SampleSource source, double weight) {
        CaptionsConfig captions = config.captions();
        if (captions == null) {
            return List.of(new SampleOrder.Part(source.samples(), weight));
        }
        Map<Double, List<Sample>> byWeight = new TreeMap<>();
        source.samples()
                .forEach(
                        sample -> byWeight.computeIfAbsent(captions.weight(sample.region()), known -> new ArrayList<>())
                                .add(sample));
        return byWeight.entrySet().stream()
                .map(part -> new SampleOrder.Part(part.getValue(), weight * part.getKey()))
                .toList();
    }

    private SampleSource open(Dataset dataset, Split split) {
        SampleSource source = new SampleSource(dataset, split, sources.size());
        sources.add(source);
        messages.accept(String.format(
                "%s/%s: %d regions in %d images",
                source.name(),
                split.wireName(),
                source.samples().size(),
                source.images().size()));
        return source;
    }

    private Batches batches(Path start, DynReferModel model) {
        RegionFeatures features = kept(features(model));
        AttributeTexts attributes = AttributeTexts.of(sources);
        List<String> always = always(attributes);
        CategoryTargets targets = targets();
        TextTable texts = TextTable.of(
                texts(start, always, targets),
                model.textEncoder(),
                new KeptTexts(inputs.cacheFolder()),
                (done, total) -> messages.accept("Embedded " + done + " of " + total + " texts"));
        T5Tokenizer tokenizer = kept(T5Tokenizer.read(start.resolve(T5Tokenizer.FILE_NAME)));
        return new Batches(
                new Batches.Sources(
                        features, texts, attributes, always, tokenizer, Vocabularies.readTags(start), targets),
                new ViewChooser(config.views(), preset.viewCount(), sources),
                new CaptionWords(),
                colors(features, texts),
                names(start, features, texts),
                config.controlWords(),
                config.contrast(),
                new Batches.Limits(preset.languageModel().padId(), preset.maxTextLength()));
    }

    private CaptionColors colors(RegionFeatures features, TextTable texts) {
        CaptionsConfig captions = config.captions();
        if (captions == null || captions.colors() == 0) {
            return CaptionColors.NONE;
        }
        List<Sample> samples = samples(source -> source.split() == Split.TRAIN);
        SampleViews views = new SampleViews(features, config.views().fixed());
        Map<Sample, String> sure = SureColors.of(samples, views, network, texts);
        messages.accept(String.format("Sure of the colour of %d of %d regions", sure.size(), samples.size()));
        return new CaptionColors(sure, captions.colors());
    }

    private CaptionNames names(Path start, RegionFeatures features, TextTable texts) {
        CaptionsConfig.Names names =
                config.captions() == null ? null : config.captions().names();
        if (names == null) {
            return CaptionNames.NONE;
        }
        List<String> vocabulary = Vocabularies.readCategories(start);
        PredictedNames predicted = new PredictedNames(
                network, texts, vocabulary, Vocabularies.readTags(start), preset.tagThreshold(), names.temperature());
        Map<Sample, PredictedWords> words = predicted.of(
                samples(source -> true),
                new SampleViews(features, config.views().fixed()));
        messages.accept(String.format("Predicted names and tags of %d regions", words.size()));
        return new CaptionNames(words, vocabulary, names);
    }

    private List<Sample> samples(Predicate<SampleSource> member) {
        return sources.stream()
                .filter(member)
                .flatMap(source -> source.samples().stream())
                .toList();
    }

    private RegionFeatures features(DynReferModel model) {
        List<Double> cached = config.cachedCoefficients();
        if (cached == null && !config.teachesEncoder()) {
            return new LiveFeatures(new RegionEmbedder(model.imageEncoder(), preset), sources);
        }
        Path folder = inputs.cacheFolder();
        if (cached == null || folder == null) {
            throw DynReferException.invalid(
                    cached == null ? "cached_coefficients" : "--cache",
                    "Features that are computed once, such as those of an image encoder that learns, need"
                            + " cached_coefficients in the configuration and --cache, a folder for them.");
        }
        boolean fine = config.teachesEncoder();
        if (fine) {
            requireCoarse(network.learningEncoder().coarseTensors());
        }
        RegionEmbedder embedder =
                fine ? RegionEmbedder.ofFineHalves(model, preset) : new RegionEmbedder(model.imageEncoder(), preset);
        CachedFeatures features = new FeatureCaching(messages)
                .features(
                        embedder,
                        sources,
                        new FeatureCaching.Wanted(cached, fine, Boolean.TRUE.equals(config.changedCopies()), folder));
        return fine
                ? new LearningFeatures(
                        features,
                        network.learningEncoder(),
                        model.network().splitEncoder(),
                        embedder,
                        new RegionTokens(preset))
                : features;
    }

    private @Nullable CategoryTargets targets() {
        if (config.naming() == null || preset.lexical() == null) {
            return null;
        }
        return new CategoryTargets(
                sources, preset.lexical().slots(), config.naming().balance());
    }

    /** Of an image encoder only the second half gets gradients. */
    private void requireCoarse(List<String> coarse) {
        for (String tensor : weights.trained().keySet()) {
            if (tensor.startsWith(TrainingConfig.ENCODER) && coarse.stream().noneMatch(tensor::startsWith)) {
                throw DynReferException.invalid(
                        "trainable",
                        "trainable names " + tensor + ", but of this image encoder only these learn: "
                                + String.join(", ", coarse) + ".");
            }
        }
    }

    /** Texts to compare in every batch, each kind in alphabetic order. */
    private List<String> always(AttributeTexts attributes) {
        List<String> always = new ArrayList<>();
        for (ContrastConfig.Always kind : ContrastConfig.Always.values()) {
            if (config.contrast().always(kind)) {
                always.addAll(
                        switch (kind) {
                            case CATEGORIES -> categories();
                            case ATTRIBUTES -> attributes.all();
                        });
            }
        }
        return always;
    }

    private List<String> categories() {
        return sources.stream()
                .flatMap(source -> source.samples().stream())
                .map(sample -> sample.region().labels().category())
                .filter(category -> !category.isEmpty())
                .map(Prompts::category)
                .distinct()
                .sorted()
                .toList();
    }

    /** Every text that a batch may compare regions with, once. */
    private List<String> texts(Path start, List<String> always, @Nullable CategoryTargets targets) {
        Set<String> texts = new LinkedHashSet<>(always);
        if (config.captions() != null && config.captions().colors() > 0) {
            texts.addAll(SureColors.texts());
        }
        if (config.captions() != null && config.captions().names() != null) {
            texts.addAll(PredictedNames.texts(Vocabularies.readCategories(start)));
        }
        if (targets != null) {
            texts.addAll(targets.texts());
        }
        for (SampleSource source : sources) {
            for (Sample sample : source.samples()) {
                texts.addAll(sample.region().captions());
                if (config.contrast().phrases() > 0) {
                    texts.addAll(RegionTexts.phrases(sample.region()));
                }
            }
        }
        return List.copyOf(texts);
    }

    SampleOrder order() {
        return order;
    }

    /** Up to {@code count} samples to validate on, spread evenly over all. */
    List<Sample> validation(int count) {
        List<Sample> chosen = new ArrayList<>();
        int used = Math.min(count, validation.size());
        for (int i = 0; i < used; i++) {
            chosen.add(validation.get((int) ((long) i * validation.size() / used)));
        }
        return chosen;
    }

    Batches batches() {
        return batches;
    }

    TrainableWeights weights() {
        return weights;
    }

    TrainingNetwork network() {
        return network;
    }

    @Override
    public void close() {
        resources.forEach(Runnable::run);
    }
}
