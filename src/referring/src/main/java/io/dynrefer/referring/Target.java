package io.dynrefer.referring;

import io.dynrefer.region.Answer;
import io.dynrefer.region.Box;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.Proposal;
import io.dynrefer.region.Region;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import io.dynrefer.region.View;
import io.dynrefer.views.ImageHashes;
import io.dynrefer.views.ImagePriorPolicy;
import io.dynrefer.views.PlacedRegion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known so far about one region of a running request. Confined to the stage that is running. */
final class Target {
    private final String id;
    private final @Nullable Region region;
    private final @Nullable Proposal proposal;
    private final List<NestedViews> views = new ArrayList<>(); // one per referral of the plan
    private final List<String> representations = new ArrayList<>(); // one per referral of the plan
    private final Map<Task, Answer> answers = new EnumMap<>(Task.class);
    private List<ReferResponse.ViewUsed> candidates = List.of();
    private @Nullable ScoredLabel name; // the likeliest category in the model's own words
    private @Nullable Problem error;

    /** @param proposal where the region is one; null elsewhere */
    Target(String id, Outcome<Region> region, @Nullable Proposal proposal) {
        this.id = id;
        this.proposal = proposal;
        this.region = region.value();
        this.error = region.error();
    }

    Region region() {
        if (region == null) {
            throw new IllegalStateException("region " + id + " failed");
        }
        return region;
    }

    /** Finds the hash gain of every view that the image prior chooses from. */
    void weigh(ImageHashes hashes) {
        PlacedRegion placed = PlacedRegion.of(hashes, region());
        candidates = ImagePriorPolicy.candidates(placed).stream()
                .map(candidate -> new ReferResponse.ViewUsed(
                        candidate.t(),
                        xywh(placed.crop(candidate.t())),
                        candidate.hammingDistance(),
                        candidate.score()))
                .toList();
    }

    boolean alive() {
        return error == null;
    }

    /** Keeps the first error; what comes after it is a consequence. */
    void fail(Problem problem) {
        error = error == null ? problem : error;
    }

    /** Throws the first region's error if every region has one. */
    static void requireOneAlive(List<Target> targets) {
        Problem first = targets.get(0).error;
        if (first != null && targets.stream().noneMatch(Target::alive)) {
            throw first.toException();
        }
    }

    void add(NestedViews nested) {
        views.add(nested);
    }

    NestedViews views(int referral) {
        return views.get(referral);
    }

    void addRepresentation(String key) {
        representations.add(key);
    }

    Decode.Item item(int referral, ControlWords controls) {
        return new Decode.Item(
                representations.get(referral), views.get(referral).coefficients(), controls);
    }

    void put(Answer answer) {
        answers.put(answer.task(), answer);
    }

    /** Keeps what the model calls the region in its own words. */
    void name(Answer answer) {
        name = ((Answer.Category) answer).categories().get(0);
    }

    /**
     * What steers a caption: the region's name, which it then has to say, if one was asked for and its probability is
     * above {@code naming}, then the tags found with a probability above {@code threshold}, in vocabulary order.
     * Weights without a calibration say no probability, so none of their names steers.
     */
    ControlWords predictedControls(double naming, double threshold) {
        String called = name(naming);
        List<String> words = new ArrayList<>(called == null ? List.of() : List.of(called));
        if (answers.get(Task.TAGS) instanceof Answer.Tags tags) {
            tags.tags().stream()
                    .filter(tag -> tag.score() > threshold && !words.contains(tag.name()))
                    .forEach(tag -> words.add(tag.name()));
        }
        return new ControlWords(words, called);
    }

    /** What the region is called, where that is likelier than the threshold. */
    private @Nullable String name(double naming) {
        ScoredLabel likeliest = name;
        if (likeliest == null) {
            return null;
        }
        Double probability = likeliest.probability();
        return probability == null || probability <= naming ? null : likeliest.name();
    }

    /** This region's part of the answer: what was asked for, and no more. */
    ReferResponse.RegionAnswer answer(Plan plan, int topK) {
        if (error != null) {
            return ReferResponse.RegionAnswer.failed(id, error);
        }
        Answer.Category category =
                plan.requested().contains(Task.CATEGORY) ? (Answer.Category) given(Task.CATEGORY) : null;
        return new ReferResponse.RegionAnswer(
                id,
                xywh(views.get(0).region()),
                plan.requested().contains(Task.TAGS) ? bestFirst(((Answer.Tags) given(Task.TAGS)).tags()) : null,
                category == null ? null : best(category.categories(), topK),
                category == null ? null : category.known(),
                plan.requested().contains(Task.ATTRIBUTES)
                        ? best(((Answer.Attributes) given(Task.ATTRIBUTES)).attributes(), topK)
                        : null,
                plan.requested().contains(Task.CAPTION) ? caption((Answer.Caption) given(Task.CAPTION)) : null,
                viewsUsed(plan),
                proposal == null ? null : ReferResponse.Proposed.of(proposal),
                null);
    }

    /** This region's part of an explanation: the views each task asked for would see. */
    ViewsExplanation.RegionExplanation explanation(Plan plan) {
        return error == null
                ? new ViewsExplanation.RegionExplanation(
                        id, xywh(views.get(0).region()), viewsUsed(plan), candidates, null)
                : new ViewsExplanation.RegionExplanation(id, null, null, null, error);
    }

    private Map<String, List<ReferResponse.ViewUsed>> viewsUsed(Plan plan) {
        Map<String, List<ReferResponse.ViewUsed>> used = new LinkedHashMap<>();
        for (Task task : Task.values()) {
            if (plan.requested().contains(task)) {
                List<View> seen = views.get(plan.referralOf(task)).views();
                used.put(task.wireName(), seen.stream().map(Target::viewUsed).toList());
            }
        }
        return used;
    }

    private Answer given(Task task) {
        Answer answer = answers.get(task);
        if (answer == null) {
            throw new IllegalStateException("no answer to " + task.wireName() + " for region " + id);
        }
        return answer;
    }

    private static ReferResponse.Caption caption(Answer.Caption caption) {
        return new ReferResponse.Caption(caption.caption(), caption.score(), caption.controlWords());
    }

    private static List<ScoredLabel> bestFirst(List<ScoredLabel> labels) {
        return labels.stream()
                .sorted(Comparator.comparingDouble(ScoredLabel::score).reversed())
                .toList();
    }

    private static List<ScoredLabel> best(List<ScoredLabel> labels, int topK) {
        return labels.subList(0, Math.min(topK, labels.size()));
    }

    private static ReferResponse.ViewUsed viewUsed(View view) {
        return new ReferResponse.ViewUsed(view.t(), xywh(view.crop()), view.hammingDistance(), view.hashGain());
    }

    private static List<Integer> xywh(PixelBox box) {
        return List.of(box.x1(), box.y1(), box.width(), box.height());
    }

    private static List<Double> xywh(Box box) {
        return List.of(box.x1(), box.y1(), box.width(), box.height());
    }
}
