package io.dynrefer.cli;

import io.dynrefer.region.ViewSelection;
import picocli.CommandLine.Option;

/** The views that a model is asked with when it is measured. */
final class AskedViews {
    @Option(
            names = "--views",
            paramLabel = "task|image|0,0.1,0.5",
            description =
                    "How views are chosen: what suits the task (default), what the image gains most from, or these.")
    private String views = "task";

    ViewSelection selection() {
        return ViewSelection.parse(views);
    }
}
