package io.dynrefer.command;

import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data sets a model is measured on, and which part of them. */
public final class DataOptions {
    @Mixin
    private DatasetOptions data = new DatasetOptions();

    @Option(names = "--split", paramLabel = "train|val|test", description = "The split (default ${DEFAULT-VALUE}).")
    private String split = "test";

    /** The data sets, opened; the caller closes them. */
    public List<Dataset> open() {
        return data.open();
    }

    /** Their part. */
    public Split split() {
        return Split.fromWireName("--split", split);
    }
}
