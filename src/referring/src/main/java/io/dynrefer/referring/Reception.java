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

/**
 * Where requests come in: checks one, stores its image and plans which views each task may see. Needs no engine and
 * calls no function. Safe for use by several threads.
 */
public final class Reception {
    private final BlobStore store;
    private final ModelCard model;
    private final ImageReader images;
    private final ReferLimits limits;

    public Reception(BlobStore store, ModelCard model, ImageReader images, ReferLimits limits) {
        this.store = store;
        this.model = model;
        this.images = images;
        this.limits = limits;
    }

    /** The model that will answer. */
    public ModelCard model() {
        return model;
    }

    /** How much one request may ask for. */
    public ReferLimits limits() {
        return limits;
    }

    /**
     * Refuses what {@link #receive} would refuse, and stores nothing; returns what the image's bytes are, e.g.
     * {@code jpeg}.
     */
    public String check(ReferRequest request) {
        return checked(request).image().format().wireName();
    }

    /**
     * Takes a request in.
     *
     * @throws DynReferException if the request itself is at fault; then nothing has been stored
     */
    public Referring receive(ReferRequest request, ReferListener listener) {
        Timings timings = new Timings();
        Checked checked = timings.time("receive", () -> {
            Checked good = checked(request);
            BlobKey key = StoreKeys.image(request.image().digest());
            store.putIfAbsent(key, request.image().bytes()).requireSame(key);
            return good;
        });
        return new Referring(request, checked.plan(), checked.image(), checked.targets(), model, timings, listener);
    }

    /** A request without fault. */
    private record Checked(Plan plan, DecodedImage image, List<Target> targets) {}

    private Checked checked(ReferRequest request) {
        Plan plan = Plan.of(request.tasks(), request.views(), request.controls());
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
        Target.requireOneAlive(targets);
        return new Checked(plan, image, targets);
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
}
