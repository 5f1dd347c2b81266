package io.dynrefer.evaluation.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.evaluation.detection.GroundTruthBox.Kind;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxOverlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BoxAveragePrecisionTest {
    private static final Box BOX = new Box(10, 10, 60, 50);

    private final BoxAveragePrecision precision = new BoxAveragePrecision();

    private record Image(List<GroundTruthBox> objects, List<DetectedBox> detections) {}

    @Test
    void summary_everyObjectFound_isOne() {
        precision.accept(
                1, List.of(new GroundTruthBox(7, BOX, 2000, Kind.OBJECT)), List.of(new DetectedBox(7, BOX, -3)));
        assertThat(precision.summary().averagePrecision()).isCloseTo(1, within(1e-12));
        assertThat(precision.summary().averagePrecisionMedium()).isCloseTo(1, within(1e-12));
        assertThat(precision.summary().averagePrecisionSmall()).isEqualTo(-1);
        assertThat(precision.summary().averageRecallOf1()).isEqualTo(1);
    }

    @Test
    void summary_wrongCategory_isZero() {
        precision.accept(
                1, List.of(new GroundTruthBox(7, BOX, 2000, Kind.OBJECT)), List.of(new DetectedBox(8, BOX, 1)));
        assertThat(precision.summary().averagePrecision()).isZero();
    }

    @Test
    void summary_detectionsInACrowd_doNotCount() {
        GroundTruthBox crowd = new GroundTruthBox(7, new Box(0, 0, 300, 300), 90000, Kind.CROWD);
        GroundTruthBox object = new GroundTruthBox(7, new Box(400, 400, 450, 450), 2500, Kind.OBJECT);
        precision.accept(
                1,
                List.of(crowd, object),
                List.of(
                        new DetectedBox(7, BOX, 0.9),
                        new DetectedBox(7, new Box(100, 100, 150, 150), 0.8),
                        new DetectedBox(7, object.box(), 0.7)));
        assertThat(precision.summary().averagePrecision()).isCloseTo(1, within(1e-12));
    }

    @Test
    void summary_nothingAccepted_saysSo() {
        assertThat(precision.summary().values()).containsOnly(-1.0);
    }

    @RepeatedTest(10)
    void summary_imagesInAnyOrder_isTheSame(RepetitionInfo repetition) {
        List<Image> images = images(repetition.getCurrentRepetition());
        BoxAveragePrecision backwards = new BoxAveragePrecision();
        for (int i = 0; i < images.size(); i++) {
            precision.accept(i, images.get(i).objects(), images.get(i).detections());
            int last = images.size() - 1 - i;
            backwards.accept(last, images.get(last).objects(), images.get(last).detections());
        }
        assertThat(backwards.summary()).isEqualTo(precision.summary());
    }

    @RepeatedTest(10)
    void summary_oneThreshold_equalsTheDefinition(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        List<Image> images = images(seed);
        for (int i = 0; i < images.size(); i++) {
            precision.accept(i, images.get(i).objects(), images.get(i).detections());
        }
        assertThat(precision.summary().averagePrecisionAt50())
                .as("seed %d", seed)
                .isCloseTo(naiveAt50(images), within(1e-9));
    }

    private static List<Image> images(int seed) {
        Random random = new Random(seed);
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<GroundTruthBox> objects = new ArrayList<>();
            List<DetectedBox> detections = new ArrayList<>();
            for (int j = 0; j < 5; j++) {
                Box box = box(random, 0);
                objects.add(new GroundTruthBox(1, box, BoxOverlap.area(box), Kind.OBJECT));
                Box near = new Box(box.x1() + random.nextInt(12), box.y1(), box.x2() + 12, box.y2());
                detections.add(new DetectedBox(1, near, random.nextDouble()));
                detections.add(new DetectedBox(1, box(random, 30), random.nextDouble()));
            }
            images.add(new Image(objects, detections));
        }
        return images;
    }

    private static Box box(Random random, int offset) {
        int x = random.nextInt(100) + offset;
        int y = random.nextInt(100) + offset;
        return new Box(x, y, x + 20 + random.nextInt(60), y + 20 + random.nextInt(60));
    }

    /** One category, no crowds, all sizes: match greedily, then 101 points of the curve, as numpy spaces them. */
    private static double naiveAt50(List<Image> images) {
        List<double[]> ranking = new ArrayList<>(); // score, right
        int total = 0;
        for (Image image : images) {
            List<GroundTruthBox> free = new ArrayList<>(image.objects());
            total += free.size();
            List<DetectedBox> detections = new ArrayList<>(image.detections());
            detections.sort(Comparator.comparingDouble(DetectedBox::score).reversed());
            for (DetectedBox detection : detections) {
                GroundTruthBox best = free.stream()
                        .max(Comparator.comparingDouble(
                                object -> BoxOverlap.intersectionOverUnion(detection.box(), object.box())))
                        .orElse(null);
                boolean right = best != null && BoxOverlap.intersectionOverUnion(detection.box(), best.box()) >= 0.5;
                if (right) {
                    free.remove(best);
                }
                ranking.add(new double[] {detection.score(), right ? 1 : 0});
            }
        }
        ranking.sort(Comparator.comparingDouble(entry -> -entry[0]));
        double sum = 0;
        for (int point = 0; point <= 100; point++) {
            double best = 0;
            double right = 0;
            for (int i = 0; i < ranking.size(); i++) {
                right += ranking.get(i)[1];
                best = right / total >= point * 0.01 ? Math.max(best, right / (i + 1)) : best;
            }
            sum += best;
        }
        return sum / 101;
    }
}
