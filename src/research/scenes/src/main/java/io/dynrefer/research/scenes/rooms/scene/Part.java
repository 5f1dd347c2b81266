package io.dynrefer.research.scenes.rooms.scene;

import io.dynrefer.research.scenes.rooms.furniture.FurnitureModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Parts that may have their own colour, found by their height on the model. */
public enum Part {
    LEGS(Trait.LEGS),
    SEAT(Trait.SEAT),
    BACK(Trait.BACK),
    TOP(Trait.TOP),
    CAP(Trait.CAP),
    LID(Trait.LID);

    private static final float LEAST_BACK = 1.4f;

    private final Trait trait;

    Part(Trait trait) {
        this.trait = trait;
    }

    /** The parts that {@code model} of {@code category} has: a back only if it rises well above the seat. */
    static List<Part> of(Category category, FurnitureModel model) {
        boolean back = model.height() > LEAST_BACK * model.surfaceHeight();
        return Arrays.stream(values())
                .filter(part -> category.traits().contains(part.trait))
                .filter(part -> part != BACK || back)
                .toList();
    }

    /** The English word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The height on {@code model} where the part begins, in centimetres. */
    float low(FurnitureModel model) {
        float surface = model.surfaceHeight() > 0 ? model.surfaceHeight() : model.height();
        return switch (this) {
            case LEGS -> -1;
            case SEAT -> 0.8f * surface;
            case BACK -> 1.12f * surface;
            case TOP -> 0.92f * surface;
            case CAP -> 0.86f * model.height();
            case LID -> 0.82f * model.height();
        };
    }

    /** The height where it ends. */
    float high(FurnitureModel model) {
        float surface = model.surfaceHeight() > 0 ? model.surfaceHeight() : model.height();
        return switch (this) {
            case LEGS -> 0.8f * surface;
            case SEAT -> 1.1f * surface;
            case BACK, CAP, LID -> model.height() + 1;
            case TOP -> 1.02f * surface + 1;
        };
    }
}
