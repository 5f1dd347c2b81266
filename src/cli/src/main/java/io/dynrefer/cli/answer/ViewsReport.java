package io.dynrefer.cli.answer;

import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.Task;
import io.dynrefer.region.TaskPrior;
import io.dynrefer.region.View;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.views.ImagePriorPolicy;
import io.dynrefer.views.ImagePriorPolicy.Candidate;
import io.dynrefer.views.PlacedRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a region gets the views it gets: every candidate's numbers and what each rule makes of them. */
public final class ViewsReport {
    private static final int MOST_VIEWS_WITH_TASK_PRIOR = 4;

    private final StringBuilder text = new StringBuilder();
    private final PlacedRegion region;
    private final NestedViews chosen;
    private final List<Candidate> candidates;

    private ViewsReport(PlacedRegion region, NestedViews chosen) {
        this.region = region;
        this.chosen = chosen;
        this.candidates = ImagePriorPolicy.candidates(region);
    }

    /**
     * The explanation, ending with a line break.
     *
     * @param chosen the views that {@code selection} picked for {@code task}
     */
    public static String render(PlacedRegion region, NestedViews chosen, ViewSelection selection, Task task) {
        ViewsReport report = new ViewsReport(region, chosen);
        report.candidates();
        report.rules();
        report.choice(selection, task);
        return report.text.toString();
    }

    private void candidates() {
        line("  %4s  %7s  %6s  %-24s  %s", "t", "hamming", "score", "crop x, y, width, height", "chosen as");
        line("  %4s  %7s  %6s  %-24s  %s", "0", "", "", crop(region.crop(0)), places(0) + ", the region itself");
        candidates.forEach(candidate -> row(candidate.t(), candidate.hammingDistance(), candidate.score()));
        for (View view : chosen.views()) {
            if (view.t() != 0 && candidates.stream().noneMatch(candidate -> candidate.t() == view.t())) {
                row(view.t(), view.hammingDistance(), view.hashGain());
            }
        }
    }

    private void row(double t, int hammingDistance, double score) {
        line("  %4s  %7d  %6.1f  %-24s  %s", t, hammingDistance, score, crop(region.crop(t)), places(t));
    }

    private void rules() {
        int count = chosen.views().size();
        line("");
        line("For a model that takes %d view%s", count, count == 1 ? "" : "s");
        line(
                "  image prior            %s  (largest score = hamming / t first; ties to the smaller t)",
                join(count == 1 ? List.of(0.0) : ImagePriorPolicy.best(candidates, count)));
        if (count <= MOST_VIEWS_WITH_TASK_PRIOR) {
            for (Task task : Task.values()) {
                line(
                        "  task prior %-10s  %s",
                        task.wireName(), join(TaskPrior.published(count).views(task)));
            }
        }
    }

    private void choice(ViewSelection selection, Task task) {
        line("");
        line("Chosen: %s, %s", join(chosen.coefficients()), reason(selection, task));
    }

    private static String reason(ViewSelection selection, Task task) {
        if (selection instanceof ViewSelection.Explicit) {
            return "as the caller named them.";
        }
        return selection instanceof ViewSelection.ByImage
                ? "the image prior: these gain most over the region alone."
                : "the task prior of " + task.wireName() + ": these suit the task, whatever the picture.";
    }

    /** The positions at which t was chosen, e.g. {@code view 2}; a flat picture may choose one t several times. */
    private String places(double t) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < chosen.views().size(); i++) {
            if (chosen.views().get(i).t() == t) {
                places.add("view " + (i + 1));
            }
        }
        return String.join(", ", places);
    }

    private static String crop(PixelBox crop) {
        return crop.x1() + ", " + crop.y1() + ", " + crop.width() + ", " + crop.height();
    }

    private static String join(List<Double> coefficients) {
        return coefficients.stream()
                .map(t -> t == Math.rint(t) ? String.valueOf(t.intValue()) : String.valueOf(t))
                .collect(Collectors.joining(", "));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
