package io.dynrefer.command;

import io.dynrefer.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which data sets a command works on. */
public final class DatasetOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "<path>",
            description = "A data set: " + DatasetPlaces.DESCRIPTION + ". Repeatable.")
    private List<String> places = new ArrayList<>();

    /** What was given, in order. */
    public List<String> places() {
        return List.copyOf(places);
    }

    /** The data sets, opened; the caller closes them. */
    public List<Dataset> open() {
        return DatasetPlaces.open(places);
    }
}
