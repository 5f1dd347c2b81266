package io.dynrefer.data.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.data.formats.FormatRecord;
import io.dynrefer.data.formats.RecordList;
import io.dynrefer.data.imports.LabelledPhoto.Region;
import io.dynrefer.data.imports.LeftOut.Reason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Label Studio's exports of boxes, polygons and choices: JSON, and the shorter JSON-MIN. */
final class LabelStudioForm implements PhotoForm {
    private static final Set<String> RESULTS = Set.of("annotations", "completions", "predictions");

    /** What Label Studio puts before the name of an uploaded file. */
    private static final Pattern UPLOADED = Pattern.compile("^[0-9a-f]{8}-");

    private static final Pattern IMAGE = Pattern.compile("(?i).+\\.(?:jpe?g|png|webp|gif|bmp|tiff?)(?:[?#].*)?");

    @Override
    public String title() {
        return "Label Studio JSON";
    }

    @Override
    public Optional<PhotoSource> open(Place place, String name) {
        List<Path> files =
                place.labels("json").stream().filter(LabelStudioForm::isExport).toList();
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(new LabelledSource(name, title(), leftOut -> read(place, files, leftOut)));
    }

    private static boolean isExport(Path file) {
        JsonHead head = JsonHead.of(file);
        return head.isListWith("data") && head.fields().stream().anyMatch(RESULTS::contains)
                || head.isListWith("id", "annotation_id", "annotator");
    }

    private static List<LabelledPhoto> read(Place place, List<Path> files, LeftOut leftOut) {
        List<LabelledPhoto> photos = new ArrayList<>();
        for (Path file : files) {
            try (Stream<FormatRecord> tasks = RecordList.of(file)) {
                tasks.forEachOrdered(task -> photo(place, file, task, leftOut).ifPresent(photos::add));
            }
        }
        return photos;
    }

    private static Optional<LabelledPhoto> photo(Place place, Path file, FormatRecord task, LeftOut leftOut) {
        String where = place.name(file) + ": " + task.place();
        boolean whole = task.has("data");
        Optional<String> address = image(whole ? task.node().get("data") : task.node());
        if (address.isEmpty()) {
            leftOut.add(Reason.IMAGES_WITHOUT_A_FILE, where + ": its data names no image");
            return Optional.empty();
        }
        Path photo = find(place, file, address.get());
        List<Region> regions = new ArrayList<>();
        LabelStudioShapes shapes =
                new LabelStudioShapes(where, place.size(photo).orElse(null), leftOut, regions::add);
        if (whole) {
            annotations(task, where, shapes, leftOut);
        } else {
            task.node().properties().forEach(field -> shapes.shortField(field.getKey(), field.getValue()));
        }
        return Optional.of(
                new LabelledPhoto(photo, place.name(photo), place.split(photo).orElse(null), regions));
    }

    private static void annotations(FormatRecord task, String where, LabelStudioShapes shapes, LeftOut leftOut) {
        JsonNode node = task.node().path(task.has("annotations") ? "annotations" : "completions");
        for (int i = 0; i < node.size(); i++) {
            JsonNode annotation = node.get(i);
            if (annotation.path("was_cancelled").asBoolean()) {
                leftOut.add(Reason.ANNOTATIONS_CANCELLED, where + ".annotations[" + i + "]");
                continue;
            }
            if (i > 0 && !node.get(0).path("was_cancelled").asBoolean()) {
                leftOut.add(
                        Reason.ANNOTATIONS_BEYOND_THE_FIRST,
                        where + ".annotations[" + i + "]: another annotator's of the same photo");
                continue;
            }
            annotation.path("result").forEach(shapes::result);
        }
    }

    /** The first text of the data that is an address of an image. */
    private static Optional<String> image(JsonNode data) {
        return StreamSupport.stream(((Iterable<Map.Entry<String, JsonNode>>) data.properties()).spliterator(), false)
                .map(Map.Entry::getValue)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> IMAGE.matcher(text).matches())
                .findFirst();
    }

    private static Path find(Place place, Path file, String address) {
        String path = address.replaceFirst("^[a-z0-9]+://[^/]*/", "").replaceFirst("^/?data/local-files/\\?d=", "");
        String plain = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
                .replaceFirst("[?#].*$", "");
        Path found = place.photo(file, plain);
        if (found.toFile().isFile()) {
            return found;
        }
        String last = plain.substring(plain.lastIndexOf('/') + 1);
        Path bare = place.photo(file, UPLOADED.matcher(last).replaceFirst(""));
        return bare.toFile().isFile() ? bare : found;
    }
}
