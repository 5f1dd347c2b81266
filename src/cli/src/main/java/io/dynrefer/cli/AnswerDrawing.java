package io.dynrefer.cli;

import io.dynrefer.cli.answer.AnsweredPhoto;
import io.dynrefer.command.UserFiles;
import io.dynrefer.pictures.AnswerOverlay;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers drawn on their photos, as SVG files in a folder. */
final class AnswerDrawing {
    private static final int MOST_WORDS = 5;

    private final Path folder;
    private final ImageReader images = new ImageReader(ImageLimits.DEFAULT);

    AnswerDrawing(Path folder) {
        this.folder = folder;
    }

    /** Draws a photo's answers into {@code <its name>.svg}. */
    void draw(AnsweredPhoto photo) {
        Path file = folder.resolve(photo.fileName() + ".svg").normalize();
        if (!file.startsWith(folder.normalize())) {
            throw DynReferException.invalid("--draw", photo.fileName() + " would be drawn outside of " + folder + ".");
        }
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw DynReferException.invalid("--draw", folder + " cannot be made: " + e + ".");
        }
        byte[] bytes = UserFiles.bytes("<photo>", Path.of(photo.name()));
        List<AnswerOverlay.Answered> regions = photo.answered().stream()
                .filter(region -> region.bbox() != null)
                .map(AnswerDrawing::answered)
                .toList();
        UserFiles.writeSvg("--draw", file, AnswerOverlay.svg(images.read(bytes).image(), regions));
    }

    private static AnswerOverlay.Answered answered(RegionAnswer region) {
        List<Double> box = Objects.requireNonNull(region.bbox());
        return new AnswerOverlay.Answered(
                new Box(box.get(0), box.get(1), box.get(0) + box.get(2), box.get(1) + box.get(3)), lines(region));
    }

    private static List<String> lines(RegionAnswer region) {
        List<String> lines = new ArrayList<>();
        if (region.caption() != null) {
            lines.add(region.caption().text());
        }
        if (region.categories() != null && !region.categories().isEmpty()) {
            lines.add("category: " + region.categories().get(0).name());
        }
        words("attributes", region.attributes(), lines);
        words("tags", region.tags(), lines);
        return lines.isEmpty() ? List.of(region.id()) : lines;
    }

    private static void words(String what, @Nullable List<ScoredLabel> labels, List<String> lines) {
        if (labels != null && !labels.isEmpty()) {
            lines.add(labels.stream()
                    .sorted(Comparator.comparingDouble(ScoredLabel::score).reversed())
                    .limit(MOST_WORDS)
                    .map(label -> label.name().substring(label.name().indexOf(':') + 1))
                    .collect(Collectors.joining(", ", what + ": ", "")));
        }
    }
}
