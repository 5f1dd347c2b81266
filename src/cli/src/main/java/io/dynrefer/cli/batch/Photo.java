package io.dynrefer.cli.batch;

import io.dynrefer.referring.CocoQuestions;
import io.dynrefer.referring.WireRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A photo to ask about.
 *
 * @param name what answers call it
 * @param origin where the COCO file that it comes from lists it
 * @param request what is asked, without the image
 */
public record Photo(String name, CocoQuestions.@Nullable Entry origin, Path file, WireRequest request) {
    /** How many regions are asked about. */
    public int regions() {
        if (request.regions() != null) {
            return request.regions().size();
        }
        return request.annotations() == null ? 0 : request.annotations().size();
    }
}
