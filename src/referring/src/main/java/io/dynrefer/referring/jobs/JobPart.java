package io.dynrefer.referring.jobs;

import io.dynrefer.referring.WireRequest;

/**
 * The question of a job's part: about one of the images that a COCO file names.
 *
 * @param fileName where the image lies beside the file
 * @param wire the request, with this image's annotations
 */
record JobPart(String fileName, WireRequest wire) {}
