package io.dynrefer.command;

import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetOpener;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.s3.S3BlobStore;
import io.dynrefer.store.s3.S3StoreConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens data sets that lie in a folder, a zip file or, as {@code s3://bucket/prefix}, in S3. */
public final class DatasetPlaces {
    /** What options that take a data set say about it. */
    public static final String DESCRIPTION = "a folder, a zip of one, or s3://bucket/prefix";

    public static final DatasetOpener OPENER = DatasetPlaces::open;

    private static final String SCHEME = "s3://";
    private static final Pattern BUCKET = Pattern.compile(SCHEME + "([^/]+)(?:/(.*?))?/?");

    private DatasetPlaces() {}

    /** Whether the place is a path of this machine. */
    public static boolean isLocal(String place) {
        return !place.startsWith(SCHEME);
    }

    /** The data set; the caller closes it. */
    public static Dataset open(String place) {
        if (isLocal(place)) {
            return Dataset.open(Path.of(place));
        }
        Matcher bucket = BUCKET.matcher(place);
        if (!bucket.matches()) {
            throw DynReferException.invalid(
                    "--data",
                    "A data set in S3 is s3://bucket/prefix, such as s3://scenes/rooms; got '" + place + "'.");
        }
        S3BlobStore store = S3BlobStore.open(S3StoreConfig.ofBucket(bucket.group(1)));
        String prefix = bucket.group(2) == null ? "" : bucket.group(2);
        try {
            return Dataset.open(store, prefix, store::close);
        } catch (DynReferException e) {
            store.close();
            throw e;
        }
    }

    /** The data sets; the caller closes them. */
    public static List<Dataset> open(List<String> places) {
        List<Dataset> opened = new ArrayList<>();
        try {
            places.forEach(place -> opened.add(open(place)));
            return opened;
        } catch (DynReferException e) {
            opened.forEach(Dataset::close);
            throw e;
        }
    }
}
