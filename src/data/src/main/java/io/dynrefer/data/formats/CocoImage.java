package io.dynrefer.data.formats;

import io.dynrefer.region.ImageSize;
import java.util.List;
import java.util.OptionalLong;

/**
 * An image of a COCO-style file.
 *
 * @param fileName the name of its file, below the folder of the images
 * @param size in pixels
 * @param licence the number of its licence in the file's list {@code licenses}; empty where it has none
 * @param objects its annotations
 */
public record CocoImage(long id, String fileName, ImageSize size, OptionalLong licence, List<CocoObject> objects) {
    public CocoImage {
        objects = List.copyOf(objects);
    }

    /** LVIS names its images by COCO's address alone: folder and file are its last two parts. */
    private static final String URL = "coco_url";

    private static String ofUrl(String url) {
        String[] parts = url.split("/");
        return parts.length < 2 ? url : parts[parts.length - 2] + "/" + parts[parts.length - 1];
    }

    static CocoImage of(FormatRecord image, List<CocoObject> objects) {
        String name = image.has("file_name") || !image.has(URL) ? image.text("file_name") : ofUrl(image.text(URL));
        if (name.isEmpty() || name.startsWith("/") || List.of(name.split("/")).contains("..")) {
            throw image.problem("file_name", "it must be a path below the folder of the images, not '" + name + "'");
        }
        return new CocoImage(
                image.id("id"),
                name,
                new ImageSize(image.pixels("width"), image.pixels("height")),
                image.has("license") ? OptionalLong.of(image.wholeNumber("license")) : OptionalLong.empty(),
                objects);
    }
}
