package io.dynrefer.data;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.util.List;
import java.util.Map;

/**
 * What a data set says about itself: the content of its {@code dataset.json}.
 *
 * @param name short, e.g. {@code rooms}
 * @param description one or two sentences for people
 * @param generator what made it and in which revision, e.g. {@code rooms 3}; other revisions give other bytes
 * @param seed the seed it was generated from; 0 where nothing was drawn
 * @param splits counts by {@link Split#wireName()}; a split that is not named has no annotation file
 * @param vocabulary the words of its labels
 * @param credits sources and licences, one line each
 */
public record DatasetInfo(
        String name,
        String description,
        String generator,
        long seed,
        Map<String, SplitCounts> splits,
        DatasetVocabulary vocabulary,
        List<String> credits) {
    /** The name of the file in the data set's folder. */
    public static final String FILE_NAME = "dataset.json";

    public DatasetInfo {
        splits = Map.copyOf(splits);
        credits = List.copyOf(credits);
    }

    /** Whether the data set has this split. */
    public boolean has(Split split) {
        return splits.containsKey(split.wireName());
    }

    /** The document; {@code where} names its place in an error, which also names the property. */
    public static DatasetInfo read(byte[] json, String where) {
        try {
            return Json.read(json, DatasetInfo.class);
        } catch (DynReferException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST, e.field().orElse("dataset"), where + ": " + e.getMessage(), e);
        }
    }

    /** The document as UTF-8 JSON; equal values give equal bytes. */
    public byte[] write() {
        return Json.write(this);
    }
}
