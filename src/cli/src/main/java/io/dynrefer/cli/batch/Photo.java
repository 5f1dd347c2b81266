package io.dynrefer.cli.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.WireRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A photo to ask about.
 *
 * @param name what answers call it
 * @param id its id in the COCO file that it comes from
 * @param request what is asked, without the image
 */
public record Photo(String name, @Nullable JsonNode id, Path file, WireRequest request) {
    /** How many regions are asked about. */
    public int regions() {
        if (request.regions() != null) {
            return request.regions().size();
        }
        return request.annotations() == null ? 0 : request.annotations().size();
    }
}
