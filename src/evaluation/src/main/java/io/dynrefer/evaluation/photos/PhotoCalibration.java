package io.dynrefer.evaluation.photos;

import io.dynrefer.data.RegionLabels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How far the probabilities of the answers to one data set's photos are from the shares that are right. */
final class PhotoCalibration {
    private static final int LIKELY = 10;

    private final PhotoAnswers answers;
    private final List<PhotoAnswer> boxes;
    private final CalibrationError categoryCalibration = new CalibrationError();
    private final CalibrationError openCalibration = new CalibrationError();
    private final CalibrationError tagCalibration = new CalibrationError();
    private final CalibrationError attributeCalibration = new CalibrationError();

    PhotoCalibration(PhotoAnswers answers, List<PhotoAnswer> boxes) {
        this.answers = answers;
        this.boxes = boxes;
        boxes.forEach(this::calibrate);
        PhotoRows.where(answers.openWords(), answers::isBox).forEach(this::calibrateOpen);
    }

    void add(PhotoRows rows) {
        rows.add(
                "calibration error of " + (isCalibrated() ? "`probability`" : "the scores' softmax") + ", 15 bins",
                categoryCalibration);
        rows.add("the same without words, right by WordNet", openCalibration);
        rows.add("calibration error of the " + LIKELY + " likeliest tags, 15 bins", tagCalibration);
        rows.add("calibration error of attributes, 15 bins", attributeCalibration);
    }

    /** Reliability diagrams by what they are about. */
    Map<String, byte[]> diagrams() {
        String name = answers.dataset().info().name();
        Map<String, byte[]> diagrams = new TreeMap<>();
        diagrams.put(
                "reliability",
                categoryCalibration.diagram(
                        name + ": category among " + answers.own().categories().size() + " words"));
        if (tagCalibration.count() > 0) {
            diagrams.put("tags-reliability", tagCalibration.diagram(name + ": " + LIKELY + " likeliest tags"));
        }
        if (attributeCalibration.count() > 0) {
            diagrams.put("attributes-reliability", attributeCalibration.diagram(name + ": attributes"));
        }
        return diagrams;
    }

    /** Whether the model's answers say how likely they are. */
    private boolean isCalibrated() {
        return boxes.stream().anyMatch(answer -> answer.answer().probability() != null);
    }

    /** Of answers without a probability, the softmax of the scores is what they come to. */
    private void calibrate(PhotoAnswer answer) {
        boolean right = answer.best(answers.own().categories(), 1).contains(answer.category());
        answer.probability().ifPresent(probability -> categoryCalibration.add(answer.image(), probability, right));
        RegionLabels labels = answer.truth().labels();
        List<Float> tags = answer.answer().tags();
        if (tags != null && !labels.slots().context().isEmpty()) {
            List<Float> best = tags.stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(LIKELY)
                    .toList();
            List<String> names = PhotoAnswer.best(answers.tagVocabulary(), tags, LIKELY);
            for (int i = 0; i < names.size(); i++) {
                tagCalibration.add(answer.image(), best.get(i), labels.tags().contains(names.get(i)));
            }
        }
        Map<String, Float> attributes = answers.attributes(answer);
        Set<String> known = new TreeSet<>(labels.attributes());
        known.addAll(labels.negativeAttributes());
        known.retainAll(attributes.keySet());
        known.forEach(name -> attributeCalibration.add(
                answer.image(),
                attributes.getOrDefault(name, 0f),
                labels.attributes().contains(name)));
    }

    private void calibrateOpen(PhotoAnswer answer) {
        boolean right = answer.best(answers.open().categories(), 1).stream()
                .anyMatch(word -> Kinship.accepts(answer.category(), word));
        answer.probability().ifPresent(probability -> openCalibration.add(answer.image(), probability, right));
    }
}
