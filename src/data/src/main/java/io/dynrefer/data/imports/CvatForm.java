package io.dynrefer.data.imports;

import io.dynrefer.data.imports.LabelledPhoto.Region;
import io.dynrefer.data.imports.LeftOut.Reason;
import io.dynrefer.region.Box;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** CVAT's XML (<i>CVAT for images 1.1</i>): {@code annotations} with an {@code image} for each photo. */
final class CvatForm implements PhotoForm {
    private static final String ROOT = "annotations";

    @Override
    public String title() {
        return "CVAT XML";
    }

    @Override
    public Optional<PhotoSource> open(Place place, String name) {
        List<Path> files =
                place.labels("xml").stream().filter(CvatForm::isAnnotations).toList();
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(new LabelledSource(name, title(), leftOut -> read(place, files, leftOut)));
    }

    private static boolean isAnnotations(Path file) {
        try {
            return XmlFile.root(file).getTagName().equals(ROOT);
        } catch (IOException | SAXException e) {
            return false;
        }
    }

    private static List<LabelledPhoto> read(Place place, List<Path> files, LeftOut leftOut) {
        List<LabelledPhoto> photos = new ArrayList<>();
        for (Path file : files) {
            try {
                Element root = XmlFile.root(file);
                XmlFile.children(root, "image").forEach(image -> photos.add(photo(place, file, image, leftOut)));
                XmlFile.children(root, "track")
                        .forEach(track -> leftOut.add(
                                Reason.SHAPES_THAT_ARE_NO_REGION,
                                place.name(file) + ": track " + track.getAttribute("id")
                                        + " of a video; export it as images"));
            } catch (IOException | SAXException e) {
                leftOut.add(Reason.FILES_UNREADABLE, place.name(file) + ": " + e.getMessage());
            }
        }
        return photos;
    }

    private static LabelledPhoto photo(Place place, Path file, Element image, LeftOut leftOut) {
        String name = image.getAttribute("name");
        Path photo = place.photo(file, name);
        List<Region> regions = new ArrayList<>();
        for (Element shape : XmlFile.children(image, "")) {
            String where =
                    place.name(file) + ": image " + image.getAttribute("id") + " (" + name + "), " + shape.getTagName();
            String label = Place.words(shape.getAttribute("label"));
            Optional<Box> box = box(shape);
            if (label.isEmpty()) {
                leftOut.add(Reason.BOXES_WITHOUT_A_CATEGORY, where);
            } else if (box.isEmpty()) {
                leftOut.add(Reason.SHAPES_THAT_ARE_NO_REGION, where + " " + label);
            } else {
                regions.add(Region.of(box.get(), label));
            }
        }
        return new LabelledPhoto(
                photo,
                place.name(photo),
                Place.splitNamed(image.getAttribute("subset"))
                        .or(() -> Place.splitNamed(Place.last(file)))
                        .or(() -> place.split(photo))
                        .orElse(null),
                regions);
    }

    private static Optional<Box> box(Element shape) {
        return switch (shape.getTagName()) {
            case "tag" -> Optional.of(LabelledPhoto.WHOLE);
            case "box" -> rotated(shape, numbers(shape, "xtl", "ytl", "xbr", "ybr"));
            case "polygon" -> points(shape.getAttribute("points"));
            case "mask" -> {
                double[] at = numbers(shape, "left", "top", "width", "height");
                yield at.length == 0
                        ? Optional.empty()
                        : Optional.of(new Box(at[0], at[1], at[0] + at[2], at[1] + at[3]));
            }
            case "ellipse" -> {
                double[] at = numbers(shape, "cx", "cy", "rx", "ry");
                yield at.length == 0
                        ? Optional.empty()
                        : Optional.of(new Box(at[0] - at[2], at[1] - at[3], at[0] + at[2], at[1] + at[3]));
            }
            default -> Optional.empty();
        };
    }

    /** The box, or that around it where it was turned. */
    private static Optional<Box> rotated(Element shape, double[] edges) {
        if (edges.length == 0 || edges[0] > edges[2] || edges[1] > edges[3]) {
            return Optional.empty();
        }
        double[] turn = numbers(shape, "rotation");
        Box box = new Box(edges[0], edges[1], edges[2], edges[3]);
        return Optional.of(
                turn.length == 0
                        ? box
                        : Boxes.turned(box, turn[0], (box.x1() + box.x2()) / 2, (box.y1() + box.y2()) / 2));
    }

    private static Optional<Box> points(String points) {
        String[] parts = points.split("[;,]");
        double[] numbers = parsed(parts);
        return numbers.length < 6 ? Optional.empty() : Optional.of(Boxes.around(numbers, 0, 1, 1));
    }

    /** The attributes as numbers; none if one is missing or no number. */
    private static double[] numbers(Element shape, String... names) {
        return parsed(Arrays.stream(names).map(shape::getAttribute).toArray(String[]::new));
    }

    private static double[] parsed(String... texts) {
        try {
            double[] numbers = Arrays.stream(texts)
                    .mapToDouble(text -> Double.parseDouble(text.strip()))
                    .toArray();
            return Arrays.stream(numbers).allMatch(Double::isFinite) ? numbers : new double[0];
        } catch (NumberFormatException e) {
            return new double[0];
        }
    }
}
