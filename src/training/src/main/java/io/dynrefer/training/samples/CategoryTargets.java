package io.dynrefer.training.samples;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.text.ClassNames;
import io.dynrefer.model.text.ClassNames.ClassName;
import io.dynrefer.model.text.Prompts;
import io.dynrefer.training.network.Naming;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which names are right and wrong of a region, for all categories of the data sets and all of the memory's slots. */
public final class CategoryTargets {
    private final List<String> categories;
    private final Map<String, Integer> numbers = new HashMap<>(); // by category
    private final Map<String, float[]> own = new HashMap<>(); // by data set: 1 for its categories
    private final Map<String, float[]> compared = new HashMap<>(); // by category: all columns
    private final Map<String, Float> weights = new HashMap<>(); // by data set and category
    private final List<SampleSource> sources;
    private final int columns;

    /**
     * @param sources by number
     * @param slots of the memory
     * @param balance exponent of the frequency by which common categories count less
     */
    public CategoryTargets(List<SampleSource> sources, int slots, double balance) {
        this.sources = List.copyOf(sources);
        Map<String, Map<String, Integer>> counts = counts(sources);
        Set<String> all = new LinkedHashSet<>();
        counts.values().forEach(byCategory -> all.addAll(byCategory.keySet()));
        this.categories = all.stream().sorted().toList();
        this.columns = categories.size() + slots;
        categories.forEach(category -> numbers.put(category, numbers.size()));
        counts.forEach((source, byCategory) -> {
            float[] mask = new float[categories.size()];
            byCategory.keySet().forEach(category -> mask[number(category)] = 1);
            own.put(source, mask);
            addWeights(source, byCategory, balance);
        });
        List<ClassName> classes = slots == 0 ? List.of() : ClassNames.imageNet();
        Map<String, Set<String>> sourcesOf = new HashMap<>();
        counts.forEach((source, byCategory) -> byCategory
                .keySet()
                .forEach(category -> sourcesOf
                        .computeIfAbsent(category, known -> new HashSet<>())
                        .add(source)));
        for (String category : categories) {
            compared.put(category, compared(category, sourcesOf, classes));
        }
    }

    private static Map<String, Map<String, Integer>> counts(List<SampleSource> sources) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (SampleSource source : sources) {
            Map<String, Integer> byCategory = counts.computeIfAbsent(source.name(), known -> new HashMap<>());
            for (Sample sample : source.samples()) {
                String category = sample.region().labels().category();
                if (!category.isEmpty()) {
                    byCategory.merge(category, 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private void addWeights(String source, Map<String, Integer> counts, double balance) {
        double regions = 0;
        double sum = 0;
        for (int count : counts.values()) {
            regions += count;
            sum += count * Math.pow(count, -balance);
        }
        double mean = sum / regions;
        counts.forEach(
                (category, count) -> weights.put(source + "\n" + category, (float) (Math.pow(count, -balance) / mean)));
    }

    /**
     * A category is compared with those it shares a data set with, and with the names of the memory that are not of its
     * kind: a data set's annotators chose among its categories alone.
     */
    private float[] compared(String category, Map<String, Set<String>> sourcesOf, List<ClassName> classes) {
        float[] row = new float[columns];
        Set<String> shared = sourcesOf.getOrDefault(category, Set.of());
        for (String other : categories) {
            Set<String> common = new HashSet<>(sourcesOf.getOrDefault(other, Set.of()));
            common.retainAll(shared);
            row[number(other)] = common.isEmpty() ? 0 : 1;
        }
        String last = category.substring(category.lastIndexOf(' ') + 1);
        for (int slot = 0; slot < classes.size(); slot++) {
            ClassName name = classes.get(slot);
            row[categories.size() + slot] = name.isA(category) || name.isA(last) ? 0 : 1;
        }
        return row;
    }

    private int number(String category) {
        return numbers.getOrDefault(category, -1);
    }

    /** The texts of the categories, in the order of the columns. */
    public List<String> texts() {
        return categories.stream().map(Prompts::category).toList();
    }

    Naming of(NDManager manager, List<Sample> samples, TextTable texts) {
        int regions = samples.size();
        float[] label = new float[regions * categories.size()];
        float[] ownMask = new float[label.length];
        float[] right = new float[regions * columns];
        float[] comparedMask = new float[right.length];
        float[] weight = new float[regions];
        for (int i = 0; i < regions; i++) {
            Sample sample = samples.get(i);
            String source = sources.get(sample.source()).name();
            String category = sample.region().labels().category();
            float[] mask = own.getOrDefault(source, new float[categories.size()]);
            System.arraycopy(mask, 0, ownMask, i * categories.size(), categories.size());
            int number = number(category);
            if (number < 0) {
                right[i * columns] = 1; // weighs nothing, but keeps the loss finite
                continue;
            }
            label[i * categories.size() + number] = 1;
            right[i * columns + number] = 1;
            System.arraycopy(compared.getOrDefault(category, mask), 0, comparedMask, i * columns, columns);
            weight[i] = weights.getOrDefault(source + "\n" + category, 0f);
        }
        Shape narrow = new Shape(regions, categories.size());
        Shape wide = new Shape(regions, columns);
        return new Naming(
                texts.of(manager, texts()),
                manager.create(label, narrow),
                manager.create(ownMask, narrow),
                manager.create(right, wide),
                manager.create(comparedMask, wide),
                manager.create(weight, new Shape(regions)));
    }
}
