package io.dynrefer.referring;

import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.RegionSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a request's vocabulary on their way to representations. They take the steps that every region takes,
 * so what is in the store is not computed again. Images come one after another: one at a time is in memory.
 */
final class Exemplars {
    private final Reception reception;
    private final Plan plan;
    private final @Nullable Long deadline;
    private final List<Group> groups;
    private final Map<String, List<Decode.Item>> represented = new LinkedHashMap<>();

    /**
     * An image and its examples.
     *
     * @param sent null: it is in the store
     */
    private record Group(ImageDigest image, @Nullable EncodedImage sent, List<Place> places) {}

    /** @param field of the example in the request */
    private record Place(String word, String field, RegionSpec region) {}

    /** None are looked at where no category is asked for; where one is, they are seen as the regions are. */
    Exemplars(ReferRequest request, Reception reception, Plan plan, @Nullable Long deadline) {
        this.reception = reception;
        this.plan = plan;
        this.deadline = deadline;
        this.groups = plan.runs(Task.CATEGORY) ? groups(request) : List.of();
    }

    private static List<Group> groups(ReferRequest request) {
        Map<ImageDigest, Group> groups = new LinkedHashMap<>();
        List<String> words = request.vocabulary().categories();
        request.vocabulary().examples().forEach((word, shown) -> {
            for (int i = 0; i < shown.size(); i++) {
                Example example = shown.get(i);
                EncodedImage sent = example.elsewhere().isEmpty() ? request.image() : example.image();
                ImageDigest image = example.elsewhere().orElse(request.image().digest());
                String field = "vocabulary.categories[" + words.indexOf(word) + "].examples[" + i + "]";
                groups.computeIfAbsent(image, first -> new Group(image, sent, new ArrayList<>()))
                        .places()
                        .add(new Place(word, field, example.region()));
            }
        });
        return List.copyOf(groups.values());
    }

    /** The images that the examples are in. */
    static Set<ImageDigest> images(ReferRequest request) {
        return groups(request).stream().map(Group::image).collect(Collectors.toCollection(HashSet::new));
    }

    /** Both steps; a bad example is a problem of the whole request. */
    CompletionStage<Void> represent(Views views, Encode encode) {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (Group group : groups) {
            done = done.thenCompose(before -> represent(group, views, encode));
        }
        return done;
    }

    private CompletionStage<Void> represent(Group group, Views views, Encode encode) {
        Reception.Opened opened = opened(group);
        return found(group, opened, views)
                .thenCompose(nested -> encode.encode(new Encode.Request(group.image(), nested, deadline))
                        .thenAccept(response -> encoded(group, nested, response)))
                .whenComplete((done, failure) -> opened.letGo());
    }

    private Reception.Opened opened(Group group) {
        return at(group.places().get(0).field(), () -> reception.open(group.image(), group.sent()));
    }

    /** The examples' views. */
    private CompletionStage<List<NestedViews>> found(Group group, Reception.Opened opened, Views views) {
        try {
            ViewSelection.Common selection =
                    plan.referrals().get(plan.referralOf(Task.CATEGORY)).selection();
            List<Views.Item> items = group.places().stream()
                    .map(place -> at(place.field(), () -> opened.inside(place.region())))
                    .map(region -> new Views.Item(region, selection))
                    .toList();
            opened.keep();
            ModelCard model = reception.model();
            return views.views(new Views.Request(group.image(), model.viewCount(), model.viewSize(), items, deadline))
                    .thenApply(response -> each(group, response.items()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void encoded(Group group, List<NestedViews> views, Encode.Response response) {
        Referring.requireOwn(reception.model(), response);
        List<Encode.Encoded> encoded = each(group, response.items());
        for (int i = 0; i < encoded.size(); i++) {
            represented
                    .computeIfAbsent(group.places().get(i).word(), first -> new ArrayList<>())
                    .add(new Decode.Item(
                            encoded.get(i).representation(), views.get(i).coefficients(), ControlWords.NONE));
        }
    }

    private static <T> List<T> each(Group group, List<Outcome<T>> outcomes) {
        List<T> values = new ArrayList<>();
        for (int i = 0; i < group.places().size(); i++) {
            values.add(at(group.places().get(i).field(), outcomes.get(i)::orThrow));
        }
        return values;
    }

    private static <T> T at(String field, Supplier<T> work) {
        try {
            return work.get();
        } catch (DynReferException e) {
            throw at(field, e);
        }
    }

    /** Where the examples of each word are, once they are represented. */
    Map<String, List<Decode.Item>> represented() {
        return represented;
    }

    /** The same refusal, of an example. */
    static DynReferException at(String field, DynReferException e) {
        return new DynReferException(
                e.code(), e.field().map(inner -> field + "." + inner).orElse(field), field + ": " + e.getMessage(), e);
    }
}
