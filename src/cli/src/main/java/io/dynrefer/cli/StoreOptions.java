package io.dynrefer.cli;

import io.dynrefer.command.Surroundings;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.DirectoryBlobStore;
import io.dynrefer.store.s3.S3BlobStore;
import io.dynrefer.store.s3.S3StoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which store a subcommand works on. */
final class StoreOptions {
    private static final Pattern BUCKET = Pattern.compile("s3://([^/]+)(?:/(.*?))?/?");

    @Option(
            names = "--store",
            paramLabel = "<folder>",
            description = "The store: a folder (default: the one that 'serve' uses), or s3://bucket/prefix.")
    private String place = "";

    /** Does something with the store. */
    <T> T with(Surroundings surroundings, Function<BlobStore, T> work) {
        Matcher bucket = BUCKET.matcher(place);
        if (!bucket.matches()) {
            return work.apply(folder(place.isEmpty() ? surroundings.store() : Path.of(place)));
        }
        String prefix = bucket.group(2) == null || bucket.group(2).isEmpty() ? "" : bucket.group(2) + "/";
        try (S3BlobStore store =
                S3BlobStore.open(S3StoreConfig.ofBucket(bucket.group(1)).withPrefix(prefix))) {
            return work.apply(store);
        }
    }

    private static BlobStore folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    "--store",
                    "There is no store in " + folder + "; --store names another folder.");
        }
        return new DirectoryBlobStore(folder);
    }
}
