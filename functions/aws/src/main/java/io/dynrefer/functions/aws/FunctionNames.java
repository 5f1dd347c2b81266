package io.dynrefer.functions.aws;

import io.dynrefer.region.Task;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The names of the Lambda functions, as name, {@code name:alias} or ARN: {@code dynrefer.functions.*}. */
@ConfigMapping(prefix = "dynrefer.functions")
public interface FunctionNames {
    @WithDefault("dynrefer-views")
    String views();

    @WithDefault("dynrefer-tags")
    String tags();

    @WithDefault("dynrefer-category")
    String category();

    @WithDefault("dynrefer-attributes")
    String attributes();

    @WithDefault("dynrefer-caption")
    String caption();

    /** The function that answers a task. */
    default String of(Task task) {
        return switch (task) {
            case TAGS -> tags();
            case CATEGORY -> category();
            case ATTRIBUTES -> attributes();
            case CAPTION -> caption();
        };
    }
}
