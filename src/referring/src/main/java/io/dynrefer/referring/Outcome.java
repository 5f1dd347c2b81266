package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One item's value or its error; exactly one of the two. A bad item never fails its neighbours. */
public record Outcome<T>(@Nullable T value, @Nullable Problem error) {
    public Outcome {
        if ((value == null) == (error == null)) {
            throw new IllegalArgumentException("an outcome is a value or an error");
        }
    }

    public static <T> Outcome<T> of(T value) {
        return new Outcome<>(value, null);
    }

    public static <T> Outcome<T> failed(Problem problem) {
        return new Outcome<>(null, problem);
    }

    /**
     * Runs one item's work; a {@link DynReferException} becomes the item's error, anything else is a fault and is
     * thrown.
     */
    public static <T> Outcome<T> attempt(Supplier<T> work) {
        try {
            return of(work.get());
        } catch (DynReferException e) {
            return failed(Problem.of(e));
        }
    }

    /** What {@code next} makes of the value; an error stays. */
    public <R> Outcome<R> flatMap(Function<T, Outcome<R>> next) {
        return value == null ? failed(problem()) : next.apply(value);
    }

    /** The value, or the error thrown. */
    public T orThrow() {
        if (value == null) {
            throw problem().toException();
        }
        return value;
    }

    public boolean succeeded() {
        return value != null;
    }

    /** The error of a failed outcome. */
    public Problem problem() {
        if (error == null) {
            throw new IllegalStateException("the item succeeded");
        }
        return error;
    }
}
