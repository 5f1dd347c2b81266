package io.dynrefer.cli.answer;

import io.dynrefer.referring.CocoQuestions;
import io.dynrefer.referring.ReferResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A photo and what was said about it.
 *
 * @param name the photo as the caller named it
 * @param fileName what answers call it: its file name, in a folder with the folders below that
 * @param origin where the COCO file that it comes from lists it
 */
public record AnsweredPhoto(
        String name, String fileName, CocoQuestions.@Nullable Entry origin, ReferResponse response) {
    /** A photo on its own, called by its file name without its folders. */
    public static AnsweredPhoto alone(String name, ReferResponse response) {
        return alone(name, null, response);
    }

    /** A photo on its own that a COCO file lists. */
    public static AnsweredPhoto alone(String name, CocoQuestions.@Nullable Entry origin, ReferResponse response) {
        String fileName = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return new AnsweredPhoto(name, fileName, origin, response);
    }

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

    /** The model in one line, e.g. {@code tiny (untrained) 0123456789abcdef}. */
    public String modelVersion() {
        return response.model().version();
    }
}
