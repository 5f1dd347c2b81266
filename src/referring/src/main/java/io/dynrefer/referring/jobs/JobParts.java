package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The parts of a job about several images, in the order of its COCO file. */
record JobParts(List<Part> images) {
    JobParts {
        images = List.copyOf(images);
    }

    /**
     * A part.
     *
     * @param imageId the image's id as the file has it
     */
    record Part(JsonNode imageId, String fileName) {}

    static JobParts of(CocoRequest request) {
        return new JobParts(request.pictures().stream()
                .map(picture -> new Part(picture.id(), picture.fileName()))
                .toList());
    }
}
