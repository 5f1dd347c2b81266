package io.dynrefer.data.imports;

import io.dynrefer.data.Split;
import io.dynrefer.data.imports.LabelledPhoto.Region;
import io.dynrefer.data.imports.LeftOut.Reason;
import io.dynrefer.region.Box;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Pascal VOC: an XML file {@code annotation} for each photo, which names it; lists of splits in {@code ImageSets}. The
 * first pixel of a row counts as 1 and the last of a box belongs to it, as VOC has it.
 */
final class VocForm implements PhotoForm {
    private static final String ROOT = "annotation";

    @Override
    public String title() {
        return "Pascal VOC XML";
    }

    @Override
    public Optional<PhotoSource> open(Place place, String name) {
        boolean any = place.labels("xml").stream().anyMatch(VocForm::isAnnotation);
        return any ? Optional.of(new LabelledSource(name, title(), leftOut -> read(place, leftOut))) : Optional.empty();
    }

    private static boolean isAnnotation(Path file) {
        try {
            return XmlFile.root(file).getTagName().equals(ROOT);
        } catch (IOException | SAXException e) {
            return false;
        }
    }

    private static List<LabelledPhoto> read(Place place, LeftOut leftOut) {
        Map<String, Split> splits = splits(place);
        List<LabelledPhoto> photos = new ArrayList<>();
        for (Path file : place.labels("xml")) {
            try {
                Element root = XmlFile.root(file);
                if (root.getTagName().equals(ROOT)) {
                    photos.add(photo(place, file, root, splits, leftOut));
                }
            } catch (IOException | SAXException e) {
                leftOut.add(Reason.FILES_UNREADABLE, place.name(file) + ": " + e.getMessage());
            }
        }
        return photos;
    }

    private static LabelledPhoto photo(
            Place place, Path file, Element root, Map<String, Split> splits, LeftOut leftOut) {
        Path photo = place.photo(file, XmlFile.text(root, "filename").orElse(Place.stem(file) + ".jpg"));
        List<Region> regions = new ArrayList<>();
        int number = 0;
        for (Element object : XmlFile.children(root, "object")) {
            String where = place.name(file) + ": object " + ++number;
            Optional<String> label = XmlFile.text(object, "name");
            Optional<Box> box = box(object);
            if (label.isEmpty()) {
                leftOut.add(Reason.BOXES_WITHOUT_A_CATEGORY, where);
            } else if (box.isEmpty()) {
                leftOut.add(Reason.LABELS_UNREADABLE, where + ": bndbox");
            } else {
                regions.add(Region.of(box.get(), Place.words(label.get())));
            }
        }
        @Nullable
        Split split = splits.getOrDefault(Place.stem(photo), place.split(photo).orElse(null));
        return new LabelledPhoto(photo, place.name(photo), split, regions);
    }

    private static Optional<Box> box(Element object) {
        List<Element> boxes = XmlFile.children(object, "bndbox");
        if (boxes.isEmpty()) {
            return Optional.empty();
        }
        double[] edges = new double[4];
        List<String> names = List.of("xmin", "ymin", "xmax", "ymax");
        for (int i = 0; i < edges.length; i++) {
            try {
                edges[i] = Double.parseDouble(
                        XmlFile.text(boxes.get(0), names.get(i)).orElse(""));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        boolean ordered = edges[0] <= edges[2] && edges[1] <= edges[3]; // false of NaN, too
        return ordered ? Optional.of(new Box(edges[0] - 1, edges[1] - 1, edges[2], edges[3])) : Optional.empty();
    }

    /** The splits of {@code ImageSets/Main/train.txt} and the like, by the photos' names without ending. */
    private static Map<String, Split> splits(Place place) {
        Map<String, Split> splits = new HashMap<>();
        for (Path file : place.labels("txt")) {
            if (place.name(file).contains("ImageSets/")) {
                Place.splitNamed(Place.last(file))
                        .filter(split -> !Place.stem(file).equals("trainval"))
                        .ifPresent(split -> TextLines.of(file, place, new LeftOut())
                                .forEach(line -> splits.put(line.strip().split("\\s+")[0], split)));
            }
        }
        return splits;
    }
}
