package io.dynrefer.training.calibration;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.model.calibration.Logistic;
import io.dynrefer.model.calibration.Temperature;
import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import io.dynrefer.views.RepresentedRegions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

/** What an uncalibrated model said of labelled boxes, and whether it was right. */
final class JudgedLabels {
    /** The tags of a region that are judged: those that may be said of it, not the hundreds that nobody would. */
    private static final int LIKELY_TAGS = 30;

    private final RegionModel model;
    private final TemperatureFit categories = new TemperatureFit();
    private final LogisticFit tags = new LogisticFit();
    private final Map<String, LogisticFit> attributes = new TreeMap<>(); // by type

    JudgedLabels(RegionModel model) {
        this.model = model;
    }

    /** Asks for the labels of a photo's things. */
    void judge(CalibrationPhoto photo, RepresentedRegions regions) {
        List<AnnotatedRegion> things = photo.things().regions();
        categories(things, regions, photo.dataset().info().vocabulary().categories(), categories::addWithParts);
        categories(things, regions, model.contrastiveDecoder().defaultCategories(), categories::add);
        tags(things, regions);
        attributes(
                things,
                regions,
                photo.dataset().info().vocabulary().attributes().stream()
                        .map(Attribute::parse)
                        .toList());
    }

    private void categories(
            List<AnnotatedRegion> things,
            RepresentedRegions regions,
            List<String> vocabulary,
            ObjIntConsumer<float[]> judged) {
        List<Answer.Category> answers = answers(
                regions.of(Task.CATEGORY).subList(0, things.size()),
                piece -> model.contrastiveDecoder().categories(piece, vocabulary));
        for (int i = 0; i < things.size(); i++) {
            List<ScoredLabel> labels = answers.get(i).categories();
            String category = things.get(i).labels().category();
            float[] logits = new float[labels.size()];
            int right = -1;
            for (int label = 0; label < logits.length; label++) {
                logits[label] = (float) labels.get(label).score();
                right = labels.get(label).name().equals(category) ? label : right;
            }
            if (right >= 0) {
                judged.accept(logits, right);
            }
        }
    }

    /** Of photos with captions, whose nouns are tags of their boxes: elsewhere nobody said what is around. */
    private void tags(List<AnnotatedRegion> things, RepresentedRegions regions) {
        List<Answer.Tags> answers = answers(
                regions.of(Task.TAGS).subList(0, things.size()),
                piece -> model.tagDecoder().decode(piece, 0));
        for (int i = 0; i < things.size(); i++) {
            RegionLabels labels = things.get(i).labels();
            if (!labels.slots().context().isEmpty()) {
                Set<String> right = new HashSet<>(labels.tags());
                answers.get(i).tags().stream()
                        .sorted(Comparator.comparingDouble(ScoredLabel::score).reversed())
                        .limit(LIKELY_TAGS)
                        .forEach(tag -> tags.add(tag.score(), right.contains(tag.name())));
            }
        }
    }

    /** Those that are known to be true or false of a box. */
    private void attributes(List<AnnotatedRegion> things, RepresentedRegions regions, List<Attribute> vocabulary) {
        if (vocabulary.isEmpty()
                || things.stream().allMatch(thing -> thing.labels().attributes().isEmpty())) {
            return;
        }
        Map<String, String> types =
                vocabulary.stream().collect(Collectors.toMap(Attribute::name, Attribute::type, (one, same) -> one));
        List<Answer.Attributes> answers = answers(
                regions.of(Task.ATTRIBUTES).subList(0, things.size()),
                piece -> model.contrastiveDecoder().attributes(piece, vocabulary));
        for (int i = 0; i < things.size(); i++) {
            Set<String> right = new HashSet<>(things.get(i).labels().attributes());
            Set<String> known = new HashSet<>(things.get(i).labels().negativeAttributes());
            known.addAll(right);
            answers.get(i).attributes().stream()
                    .filter(attribute -> known.contains(attribute.name()))
                    .forEach(attribute -> attributes
                            .computeIfAbsent(types.getOrDefault(attribute.name(), ""), type -> new LogisticFit())
                            .add(attribute.score(), right.contains(attribute.name())));
        }
    }

    private static <A> List<A> answers(
            List<RegionRepresentation> regions, Function<List<RegionRepresentation>, List<A>> decoder) {
        return BatchSizes.inBatches(BatchSizes.DEFAULT.regions(), regions, decoder);
    }

    Temperature categories() {
        return categories.fit();
    }

    Logistic tags() {
        return tags.fit();
    }

    /** By type, where a type has enough labels of its own; under the empty name that of all together. */
    Map<String, Logistic> attributes() {
        LogisticFit all = new LogisticFit();
        attributes.values().forEach(all::addAll);
        Map<String, Logistic> fitted = new TreeMap<>();
        attributes.forEach((type, labels) -> {
            if (labels.suffices()) {
                fitted.put(type, labels.fit());
            }
        });
        fitted.put("", all.fit());
        return fitted;
    }
}
