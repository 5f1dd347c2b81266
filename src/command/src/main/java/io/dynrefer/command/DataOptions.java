package io.dynrefer.command;

import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which data sets a model is measured on, and which part of them. */
public final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "<folder>",
            description = "A data set: " + DatasetPlaces.DESCRIPTION + ". Repeatable.")
    private List<String> data = new ArrayList<>();

    @Option(names = "--split", paramLabel = "train|val|test", description = "The split (default ${DEFAULT-VALUE}).")
    private String split = "test";

    /** The data sets, opened; the caller closes them. */
    public List<Dataset> open() {
        return DatasetPlaces.open(data);
    }

    /** Their part. */
    public Split split() {
        return Split.fromWireName("--split", split);
    }
}
