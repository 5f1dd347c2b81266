package io.dynrefer.model.translators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What examples show: of each name the mean of its examples' vectors, as the head that reads names sees regions. How
 * near a region is to it becomes a score on the scale of names.
 *
 * <p>Regions are nearer to one another than to names: the score is a straight line over the cosine. It was fitted with
 * the default weights on the validation splits of COCO and garments, with classes by 1, 2, 3, 5 and 10 examples among
 * words: of lines with nearly the least cross-entropy, a steep one, which leaves words what they name.
 */
final class Shown {
    /** A single example hardly says what may vary. */
    private static final int FEW = 2;

    /** Means of names that the model takes for each other. */
    private static final double ALIKE = 0.98;

    private static final double SLOPE = 22;
    private static final double OFFSET = -6.3;

    private final Map<String, Prototype> prototypes = new LinkedHashMap<>();

    /**
     * One name.
     *
     * @param examples of length 1 each
     * @param mean of length 1
     */
    private record Prototype(List<float[]> examples, float[] mean) {
        static Prototype of(List<float[]> examples) {
            return new Prototype(examples, mean(examples, -1));
        }

        /** @param without position of an example that does not count; -1: all do */
        static float[] mean(List<float[]> examples, int without) {
            float[] sum = new float[examples.get(0).length];
            for (int i = 0; i < examples.size(); i++) {
                for (int j = 0; i != without && j < sum.length; j++) {
                    sum[j] += examples.get(i)[j];
                }
            }
            float length = (float) Math.sqrt(cosine(sum, sum));
            for (int j = 0; j < sum.length; j++) {
                sum[j] /= Math.max(length, Float.MIN_NORMAL);
            }
            return sum;
        }
    }

    /** @param examples by name, at least one each */
    Shown(Map<String, List<float[]>> examples) {
        examples.forEach((name, vectors) -> prototypes.put(name, Prototype.of(vectors)));
    }

    /** Whether this name is what its examples show. */
    boolean has(String name) {
        return prototypes.containsKey(name);
    }

    private Prototype of(String name) {
        return Objects.requireNonNull(prototypes.get(name), name);
    }

    /** How well a region fits what the examples of a name show, on the scale of the logits of names. */
    float logit(String name, float[] region) {
        return (float) (SLOPE * cosine(region, of(name).mean()) + OFFSET);
    }

    /** What is doubtful about the examples. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        List<String> names = List.copyOf(prototypes.keySet());
        names.stream()
                .filter(name -> of(name).examples().size() < FEW)
                .forEach(name -> doubts.add("'" + name + "' has a single example, which cannot show what may vary;"
                        + " three or more are better."));
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                if (cosine(of(names.get(i)).mean(), of(names.get(j)).mean()) > ALIKE) {
                    doubts.add("The examples of '" + names.get(i) + "' and '" + names.get(j)
                            + "' look nearly alike to this model, which may take one for the other.");
                }
            }
            doubts.addAll(strays(names.get(i)));
        }
        return doubts;
    }

    /** Examples that are nearer to what another name's examples show than to the others of their own name. */
    private List<String> strays(String name) {
        List<String> strays = new ArrayList<>();
        List<float[]> examples = of(name).examples();
        for (int i = 0; examples.size() >= FEW && i < examples.size(); i++) {
            float[] example = examples.get(i);
            double own = cosine(example, Prototype.mean(examples, i));
            String nearest = name;
            for (Map.Entry<String, Prototype> other : prototypes.entrySet()) {
                if (!other.getKey().equals(name)) {
                    double near = cosine(example, other.getValue().mean());
                    if (near > own) {
                        own = near;
                        nearest = other.getKey();
                    }
                }
            }
            if (!nearest.equals(name)) {
                strays.add("Example " + i + " of '" + name + "' is nearer to the examples of '" + nearest
                        + "' than to the others of its own name; look whether it is in the right place.");
            }
        }
        return strays;
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
