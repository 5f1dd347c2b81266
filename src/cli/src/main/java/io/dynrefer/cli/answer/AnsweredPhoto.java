package io.dynrefer.cli.answer;

import io.dynrefer.referring.ReferResponse;
import java.util.List;

/**
 * A photo and what was said about it.
 *
 * @param name the photo as the caller named it
 */
public record AnsweredPhoto(String name, ReferResponse response) {
    /** The regions that have an answer. */
    public List<ReferResponse.RegionAnswer> answered() {
        return response.regions().stream()
                .filter(region -> region.error() == null)
                .toList();
    }

    /** The regions that have an error instead. */
    public List<ReferResponse.RegionAnswer> failed() {
        return response.regions().stream()
                .filter(region -> region.error() != null)
                .toList();
    }

    /** The photo's file name without its folders. */
    public String fileName() {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /** The model in one line, e.g. {@code tiny (untrained) 0123456789abcdef}. */
    public String modelVersion() {
        return response.model().version();
    }
}
