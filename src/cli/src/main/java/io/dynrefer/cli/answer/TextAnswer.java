package io.dynrefer.cli.answer;

import io.dynrefer.referring.Problem;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.ReferResponse.Proposed;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.referring.ReferResponse.ViewUsed;
import io.dynrefer.region.ScoredLabel;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An answer for people: the photo, then per region the views used and each task's answer, then the timings. */
final class TextAnswer {
    private static final int TAGS_SHOWN = 10;

    private final StringBuilder text = new StringBuilder();

    private TextAnswer() {}

    static String render(AnsweredPhoto photo) {
        TextAnswer answer = new TextAnswer();
        answer.header(photo);
        photo.response().regions().forEach(answer::region);
        answer.timings(photo.response().timingsMs());
        answer.cache(photo.response().cache());
        return answer.text.toString();
    }

    private void header(AnsweredPhoto photo) {
        ReferResponse.Image image = photo.response().image();
        String turned = image.orientation().equals("upright")
                ? ""
                : ", " + image.orientation().replace('_', ' ') + " as its EXIF says";
        line("Photo    %s (%s, %d x %d%s)", photo.name(), image.format(), image.width(), image.height(), turned);
        line("Model    %s", photo.modelVersion());
        words(photo.response().defaultVocabulary());
        photo.response().warnings().forEach(warning -> line("WARNING  %s", warning));
    }

    private void words(ReferResponse.@Nullable DefaultVocabulary words) {
        if (words != null) {
            List<String> counts = Stream.of(
                            count(words.categories(), "categories"), count(words.attributes(), "attributes"))
                    .flatMap(Optional::stream)
                    .toList();
            line("Words    %s of the default vocabulary '%s'", String.join(" and ", counts), words.name());
        }
    }

    private static Optional<String> count(@Nullable Integer number, String what) {
        return Optional.ofNullable(number).map(count -> count + " " + what);
    }

    private void region(RegionAnswer region) {
        line("");
        Problem error = region.error();
        if (error != null) {
            line(
                    "Region %s: no answer. %s [%s]",
                    region.id(), error.message(), error.code().wireName());
            return;
        }
        line(
                "Region %s%s",
                region.id(), region.bbox() == null ? "" : ": x, y, width, height = " + numbers(region.bbox()));
        proposal(region.proposal());
        views(region.views());
        tags(region.tags());
        categories(region.categories());
        known(region.known());
        labels("Attributes (probability)", region.attributes());
        caption(region.caption());
    }

    private void views(@Nullable Map<String, List<ViewUsed>> views) {
        if (views == null) {
            return;
        }
        line("  Views used");
        line("    %-10s  %4s  %9s  %s", "task", "t", "hash gain", "crop x, y, width, height");
        for (String task : StageOrder.inOrder(views.keySet())) {
            String name = task;
            for (ViewUsed view : views.getOrDefault(task, List.of())) {
                line("    %-10s  %4s  %9.1f  %s", name, number(view.t()), view.hashGain(), numbers(view.bbox()));
                name = "";
            }
        }
    }

    private void tags(@Nullable List<ScoredLabel> tags) {
        if (tags == null) {
            return;
        }
        List<ScoredLabel> best = tags.stream()
                .sorted(Comparator.comparingDouble(ScoredLabel::score).reversed())
                .limit(TAGS_SHOWN)
                .toList();
        labels("Tags (probability)", best);
        if (tags.size() > best.size()) {
            line("    %8s  and %d more above the threshold; --json has them all", "", tags.size() - best.size());
        }
    }

    private void categories(@Nullable List<ScoredLabel> categories) {
        if (categories == null || categories.stream().anyMatch(label -> label.probability() == null)) {
            labels("Category (logit)", categories);
            return;
        }
        labels(
                "Category (probability)",
                categories.stream()
                        .map(label -> new ScoredLabel(label.name(), Objects.requireNonNull(label.probability())))
                        .toList());
    }

    private void proposal(@Nullable Proposed proposal) {
        if (proposal != null) {
            line("  Found by the box head (score, an order and not a probability)");
            line("    %8.3f", proposal.score());
        }
    }

    private void known(@Nullable Double known) {
        if (known != null) {
            line("  Known (1 a thing, 0 background)");
            line("    %8.3f", known);
        }
    }

    private void labels(String title, @Nullable List<ScoredLabel> labels) {
        if (labels == null) {
            return;
        }
        line("  %s", title);
        if (labels.isEmpty()) {
            line("    %8s  none", "");
        }
        labels.forEach(label -> line("    %8.3f  %s", label.score(), label.name()));
    }

    private void caption(ReferResponse.@Nullable Caption caption) {
        if (caption == null) {
            return;
        }
        line("  Caption (beam score, an order and not a probability)");
        line("    %8.3g  %s", caption.score(), caption.text().isEmpty() ? "(the model said nothing)" : caption.text());
        line(
                "    %8s  steered by: %s",
                "", caption.controlWords().isEmpty() ? "nothing" : String.join(", ", caption.controlWords()));
    }

    private void timings(Map<String, Double> timings) {
        line("");
        line("Timings");
        StageOrder.inOrder(timings.keySet())
                .forEach(stage -> line("  %-10s  %10.1f ms", stage, timings.getOrDefault(stage, 0.0)));
    }

    private void cache(ReferResponse.Cache cache) {
        line(
                "Store    embeddings: %d computed, %d found; representations: %d computed, %d found; answers: %d found",
                cache.embeddingsComputed(),
                cache.embeddingsFound(),
                cache.representationsComputed(),
                cache.representationsFound(),
                cache.answersFound());
    }

    private static String numbers(List<? extends Number> numbers) {
        return String.join(
                ", ",
                numbers.stream().map(number -> number(number.doubleValue())).toList());
    }

    /** Up to two decimals, none that say nothing. */
    private static String number(double number) {
        return String.format(Locale.ROOT, "%.2f", number).replaceAll("\\.?0+$", "");
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
