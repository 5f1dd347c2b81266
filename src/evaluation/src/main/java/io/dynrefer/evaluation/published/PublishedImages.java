package io.dynrefer.evaluation.published;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The image files of a published data set.
 *
 * @param folders where they may lie, the likeliest first
 * @param origin where they come from, as the end of a sentence
 */
record PublishedImages(List<Path> folders, String origin) {
    PublishedImages {
        folders = List.copyOf(folders);
    }

    /** The images in a folder named by the user, or else in one of these folders below the data. */
    static PublishedImages of(BenchmarkFiles files, List<String> usual, String origin) {
        Path named = files.images();
        return new PublishedImages(
                named == null ? usual.stream().map(files.data()::resolve).toList() : List.of(named), origin);
    }

    /** The encoded bytes of an image. */
    byte[] read(String fileName) {
        Path file = folders.stream()
                .map(folder -> folder.resolve(fileName))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND,
                        "--images",
                        "There is no image " + fileName + " in "
                                + String.join(
                                        " or ",
                                        folders.stream().map(Path::toString).toList())
                                + ". It comes from " + origin + "; name its folder with --images."));
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "--images", file + " cannot be read: " + e + ".", e);
        }
    }
}
