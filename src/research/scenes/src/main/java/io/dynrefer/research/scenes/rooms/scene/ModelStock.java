package io.dynrefer.research.scenes.rooms.scene;

import io.dynrefer.data.Split;
import io.dynrefer.research.scenes.rooms.furniture.FurnitureModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Which models each split may use. A category with two models or more is divided: training, validation and test share
 * none (validation has its own from five models on, and borrows training's below that). A category with one model has
 * it everywhere; {@link #seenInTraining} tells. Novel categories are the test split's alone. The division depends on
 * the catalogues only, not on a seed.
 */
public final class ModelStock {
    private static final int LARGEST_ON_TABLE = 130;
    private static final int LARGEST_ON_FLOOR = 265;
    private static final int HIGHEST_HANGING = 60;
    private static final int HIGHEST_TABLE = 115;
    private static final int FEWEST_FOR_VALIDATION = 5;
    private static final int TEST_SHARE = 4;

    private final Map<Category, Map<Split, List<FurnitureModel>>> stock = new LinkedHashMap<>();
    private final Set<String> training = new LinkedHashSet<>();

    /** Divides the {@code models} that the {@code categories} name. */
    public ModelStock(Collection<Category> categories, Collection<FurnitureModel> models) {
        for (Category category : categories) {
            List<FurnitureModel> fitting = new ArrayList<>(
                    models.stream().filter(model -> fits(category, model)).toList());
            if (!fitting.isEmpty()) {
                Collections.shuffle(fitting, new Random(category.word().hashCode()));
                stock.put(category, divide(category, fitting));
            }
        }
        stock.keySet().forEach(category -> models(category, Split.TRAIN).forEach(model -> training.add(model.id())));
    }

    private static boolean fits(Category category, FurnitureModel model) {
        boolean anchor = category.roles().contains(Role.ANCHOR);
        int largest = category.roles().contains(Role.TABLE) && !anchor ? LARGEST_ON_TABLE : LARGEST_ON_FLOOR;
        boolean size = anchor || model.longestSide() <= largest && model.elevation() <= HIGHEST_HANGING;
        boolean low = !category.roles().equals(Set.of(Role.SUPPORT)) || model.height() <= HIGHEST_TABLE;
        return size && low && category.catalogueNames().contains(model.name());
    }

    private static Map<Split, List<FurnitureModel>> divide(Category category, List<FurnitureModel> models) {
        int count = models.size();
        int test = count < 2 ? 0 : Math.max(1, count / TEST_SHARE);
        int validation = count < FEWEST_FOR_VALIDATION ? 0 : Math.max(1, count / (2 * TEST_SHARE));
        List<FurnitureModel> train = models.subList(test + validation, count);
        Map<Split, List<FurnitureModel>> splits = new EnumMap<>(Split.class);
        splits.put(Split.TRAIN, category.novel() ? List.of() : List.copyOf(train));
        splits.put(Split.VAL, category.novel() || validation > 0 ? models.subList(test, test + validation) : train);
        splits.put(Split.TEST, category.novel() ? models : test > 0 ? models.subList(0, test) : train);
        if (category.novel()) {
            splits.put(Split.VAL, List.of());
        }
        return splits;
    }

    /** The categories with {@code role} that {@code split} has models for; novel ones only if {@code novel}. */
    public List<Category> categories(Role role, Split split, Novelty novelty) {
        return stock.keySet().stream()
                .filter(category -> category.roles().contains(role))
                .filter(category -> category.novel() == (novelty == Novelty.NOVEL))
                .filter(category -> !models(category, split).isEmpty())
                .toList();
    }

    /** Which categories are asked for. */
    public enum Novelty {
        /** Those of training. */
        BASE,
        /** Those never seen in training. */
        NOVEL
    }

    /** The models of {@code category} for {@code split}; empty if there are none. */
    public List<FurnitureModel> models(Category category, Split split) {
        Map<Split, List<FurnitureModel>> splits = stock.get(category);
        return splits == null ? List.of() : splits.getOrDefault(split, List.of());
    }

    /** Whether training shows this very model. */
    public boolean seenInTraining(FurnitureModel model) {
        return training.contains(model.id());
    }

    /** Every category with at least one model, in the table's order. */
    public List<Category> categories() {
        return List.copyOf(stock.keySet());
    }
}
