package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Region;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.views.DecodedImage;
import io.dynrefer.views.ImageReader;
import io.dynrefer.views.ViewGeometry;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The one way in: checks a request, stores its image, plans which views each task may see, drives the functions and
 * collects their answers. Needs no engine. Safe for use by several threads.
 */
public final class Gateway {
    private final BlobStore store;
    private final Functions functions;
    private final ModelCard model;
    private final ImageReader images;
    private final ReferLimits limits;

    public Gateway(BlobStore store, Functions functions, ModelCard model, ImageReader images, ReferLimits limits) {
        this.store = store;
        this.functions = functions;
        this.model = model;
        this.images = images;
        this.limits = limits;
    }

    /** The model that answers. */
    public ModelCard model() {
        return model;
    }

    /**
     * Answers a request. A region that cannot be answered carries its own error; if no region can, the stage fails.
     *
     * @throws DynReferException at once if the request itself is at fault; then nothing has been stored
     */
    public CompletionStage<ReferResponse> refer(ReferRequest request) {
        return refer(request, ReferListener.NONE);
    }

    /** As {@link #refer(ReferRequest)}; {@code listener} hears each part of the answer before the whole is there. */
    public CompletionStage<ReferResponse> refer(ReferRequest request, ReferListener listener) {
        Begun begun = begin(request, listener);
        return begun.referring().run().thenApply(done -> {
            refuseIfAllFailed(begun.targets());
            return new ReferResponse(
                    new ReferResponse.Model(model.id(), model.preset(), model.trained()),
                    image(request.image(), begun.image()),
                    begun.targets().stream()
                            .map(target -> target.answer(begun.plan(), request.topK()))
                            .toList(),
                    begun.referring().cache(),
                    warnings(),
                    begun.timings().snapshot());
        });
    }

    /** Finds the views a request would be answered from, with the views function alone; errors as in {@link #refer}. */
    public CompletionStage<ViewsExplanation> explain(ReferRequest request) {
        Begun begun = begin(request, ReferListener.NONE);
        return begun.referring().views().thenApply(done -> {
            refuseIfAllFailed(begun.targets());
            return new ViewsExplanation(
                    image(request.image(), begun.image()),
                    begun.targets().stream()
                            .map(target -> target.explanation(begun.plan()))
                            .toList(),
                    begun.timings().snapshot());
        });
    }

    /**
     * Takes a request up to where the encoder is needed: its image is in the store, its views are found and cropped.
     * Errors as in {@link #refer}.
     */
    public CompletionStage<Prepared> prepare(ReferRequest request) {
        Begun begun = begin(request, ReferListener.NONE);
        return begun.referring().views().thenApply(done -> {
            refuseIfAllFailed(begun.targets());
            return new Prepared(
                    begun.referring().viewsResponse(), begun.referring().encodeRequest());
        });
    }

    /**
     * A request that waits for its encoder.
     *
     * @param views what the views function answered
     * @param encode what the encode function is to be asked
     */
    public record Prepared(ViewsResponse views, EncodeRequest encode) {}

    /**
     * Refuses what {@link #refer} would refuse at once, and stores nothing; returns what the image's bytes are, e.g.
     * {@code jpeg}.
     */
    public String check(ReferRequest request) {
        Plan unused = Plan.of(request.tasks(), request.views(), request.controls());
        return checked(request).image().format().wireName();
    }

    /** A request that has been checked and planned and whose image is in the store. */
    private record Begun(Plan plan, DecodedImage image, List<Target> targets, Referring referring, Timings timings) {}

    private Begun begin(ReferRequest request, ReferListener listener) {
        Timings timings = new Timings();
        Plan plan = Plan.of(request.tasks(), request.views(), request.controls());
        Received received = timings.time("receive", () -> receive(request));
        Referring referring = new Referring(request, plan, received.targets(), functions, model, timings, listener);
        return new Begun(plan, received.image(), received.targets(), referring, timings);
    }

    private record Received(DecodedImage image, List<Target> targets) {}

    private Received receive(ReferRequest request) {
        Received received = checked(request);
        BlobKey key = StoreKeys.image(request.image().digest());
        store.putIfAbsent(key, request.image().bytes()).requireSame(key);
        return received;
    }

    private Received checked(ReferRequest request) {
        limits.check(request);
        checkIds(request.regions());
        checkViewCount(request.views());
        DecodedImage image = images.read(request.image().bytes());
        ImageSize size = image.image().size();
        List<Target> targets = request.regions().stream()
                .map(region -> new Target(
                        region.id(),
                        Outcome.attempt(() -> inside(region.region().resolve(size), size))))
                .toList();
        refuseIfAllFailed(targets);
        return new Received(image, targets);
    }

    /** The region, refused here already if it does not overlap the image: the views function would refuse it too. */
    private static Region inside(Region region, ImageSize image) {
        Objects.requireNonNull(ViewGeometry.regionBox(region, image));
        return region;
    }

    private static void checkIds(List<ReferRequest.RegionRequest> regions) {
        Set<String> seen = new HashSet<>();
        for (ReferRequest.RegionRequest region : regions) {
            if (!seen.add(region.id())) {
                throw DynReferException.invalid(
                        "regions.id", "Two regions have the id '" + region.id() + "'; give each its own.");
            }
        }
    }

    private void checkViewCount(ViewSelection selection) {
        if (selection instanceof ViewSelection.Explicit explicit
                && explicit.coefficients().size() != model.viewCount()) {
            throw DynReferException.invalid(
                    "views",
                    "This model takes exactly " + model.viewCount() + " views, got "
                            + explicit.coefficients().size() + ": " + explicit.coefficients() + ".");
        }
    }

    private static void refuseIfAllFailed(List<Target> targets) {
        Problem first = targets.get(0).error();
        if (first != null && targets.stream().noneMatch(Target::alive)) {
            throw first.toException();
        }
    }

    private static ReferResponse.Image image(EncodedImage encoded, DecodedImage image) {
        return new ReferResponse.Image(
                encoded.digest(),
                image.format().wireName(),
                image.image().width(),
                image.image().height(),
                image.orientation().wireName());
    }

    private List<String> warnings() {
        return model.trained()
                ? List.of()
                : List.of("The weights of '" + model.preset()
                        + "' are untrained random numbers: this answer shows that the system works and says nothing about the"
                        + " image.");
    }
}
