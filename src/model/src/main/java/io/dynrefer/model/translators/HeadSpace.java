package io.dynrefer.model.translators;

import io.dynrefer.model.calibration.Logistic;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.WordSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The spaces of two direct heads side by side: what the category head compares with things, then what the attribute
 * head compares with attributes. Both parts of a region's vector have the same length; those of words have the lengths
 * by which calibrated logits grow, so that a phrase's parts count as much as they are sure.
 */
final class HeadSpace implements WordSpace {
    private static final double HALF = Math.sqrt(2); // of a vector's length 1, per length of a half

    private final Half<String> things;
    private final Half<Attribute> attributes;
    private final Function<Attribute, Logistic> meaning;
    private final List<float[]> own; // a thing's logit per unit of its half, for each word

    /**
     * @param attributes weighed by the scale of their meaning
     * @param meaning what an attribute's logit means
     * @param own the model's own words for things, at least one
     */
    HeadSpace(
            Half<String> things, Half<Attribute> attributes, Function<Attribute, Logistic> meaning, List<String> own) {
        this.things = things;
        this.attributes = attributes;
        this.meaning = meaning;
        this.own = own.stream()
                .map(word -> {
                    float[] direction = new float[half()];
                    things.add(word, direction, 0);
                    return direction;
                })
                .toList();
    }

    /**
     * One head's part.
     *
     * @param texts the embeddings of a word's texts (texts, text width)
     * @param weight what a unit of a word's logit is worth, above 0
     */
    record Half<W>(LabelScorer scorer, Function<W, FloatMatrix> texts, ToDoubleFunction<W> weight) {
        /** Adds the word's direction to the numbers from {@code first} on. */
        void add(W word, float[] sum, int first) {
            float[] direction = scorer.direction(texts.apply(word));
            double factor = weight.applyAsDouble(word);
            for (int i = 0; i < direction.length; i++) {
                sum[first + i] += (float) (factor * direction[i]);
            }
        }
    }

    @Override
    public int width() {
        return 2 * half();
    }

    private int half() {
        return things.scorer().textWidth();
    }

    @Override
    public List<float[]> regions(List<RegionRepresentation> categories, List<RegionRepresentation> described) {
        List<float[]> first = things.scorer().vectors(categories);
        List<float[]> second = attributes.scorer().vectors(described);
        List<float[]> vectors = new ArrayList<>();
        for (int region = 0; region < first.size(); region++) {
            float[] vector = new float[width()];
            System.arraycopy(first.get(region), 0, vector, 0, half());
            System.arraycopy(second.get(region), 0, vector, half(), half());
            vectors.add(normalized(vector));
        }
        return vectors;
    }

    @Override
    public Words words(Optional<String> thing, List<Attribute> described) {
        if (thing.isEmpty() && described.isEmpty()) {
            throw DynReferException.invalid("query", "A search needs a word, e.g. 'red suitcase'.");
        }
        float[] sum = new float[width()];
        thing.ifPresent(word -> things.add(word, sum, 0));
        described.forEach(attribute -> attributes.add(attribute, sum, half()));
        double logits = length(sum) * HALF;
        return new Words(normalized(sum), logits);
    }

    @Override
    public ToDoubleFunction<float[]> certainty(List<Attribute> described) {
        return described.stream()
                .map(this::certainty)
                .reduce(vector -> 0, (one, other) -> vector -> one.applyAsDouble(vector) + other.applyAsDouble(vector));
    }

    private ToDoubleFunction<float[]> certainty(Attribute attribute) {
        float[] direction = new float[width()];
        attributes.add(attribute, direction, half());
        Logistic logistic = meaning.apply(attribute);
        double least = logistic.scale() * attributes.scorer().shift() + logistic.shift();
        return vector -> -Math.log1p(Math.exp(-(dot(direction, vector) * HALF + least)));
    }

    @Override
    public List<Float> claims(List<float[]> vectors) {
        return vectors.stream().map(this::claim).toList();
    }

    private float claim(float[] vector) {
        double[] logits =
                own.stream().mapToDouble(word -> dot(word, vector) * HALF).toArray();
        double most = Arrays.stream(logits).max().orElseThrow();
        return (float) (most
                + Math.log(Arrays.stream(logits)
                        .map(logit -> Math.exp(logit - most))
                        .sum()));
    }

    /** Of the numbers that the first one has. */
    private static float dot(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    private static float[] normalized(float[] vector) {
        double length = length(vector);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }
}
