package io.dynrefer.referring;

import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Region;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.RegionSpec;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import io.dynrefer.views.ImageHashes;
import io.dynrefer.views.ViewGeometry;
import io.dynrefer.views.image.ImageHeader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where requests come in: checks one, stores its image and plans which views each task may see. Needs no engine and
 * calls no function. Safe for use by several threads.
 */
public final class Reception {
    private final Artefacts artefacts;
    private final ModelCard model;
    private final Images images;
    private final ReferLimits limits;

    public Reception(Artefacts artefacts, ModelCard model, Images images, ReferLimits limits) {
        this.artefacts = artefacts;
        this.model = model;
        this.images = images;
        this.limits = limits;
    }

    /** The model that will answer. */
    public ModelCard model() {
        return model;
    }

    /** Takes away what work on an image that began at this moment has left, if it was forgotten meanwhile. */
    void forgetAgain(ImageDigest image, Instant began) {
        artefacts.forgetAgain(image, began);
    }

    /** How much one request may ask for. */
    public ReferLimits limits() {
        return limits;
    }

    /**
     * Refuses what {@link #receive} would refuse, and stores nothing; returns what the image's bytes are, e.g.
     * {@code jpeg}.
     */
    public String check(ReferRequest asked) {
        ReferRequest request = named(asked);
        plan(request);
        EncodedImage image = request.image();
        ImageHeader header = isKnown(image)
                ? images.header(image)
                : images.read(image.digest(), image::bytes).header();
        targets(request, Placement.of(request, header));
        return header.format().wireName();
    }

    /**
     * Takes a request in; its image is held until its views are found and cut. One that the store has is known to be
     * sound, so only its header is read here.
     *
     * @param deadline when nobody waits any more; null: however long it takes
     * @throws DynReferException if the request itself is at fault; then nothing has been stored
     */
    public Referring receive(ReferRequest request, ReferListener listener, @Nullable Long deadline) {
        return receive(request, listener, deadline, (targets, held) -> {});
    }

    /** The same for an explanation, in which every candidate has its hash gain. */
    Referring receiveToExplain(ReferRequest request, @Nullable Long deadline) {
        return receive(request, ReferListener.NONE, deadline, (targets, held) -> {
            ImageHashes hashes = new ImageHashes(held.image().image());
            targets.forEach(target -> target.weigh(hashes));
        });
    }

    private Referring receive(
            ReferRequest asked,
            ReferListener listener,
            @Nullable Long deadline,
            BiConsumer<List<Target>, Images.Held> atStart) {
        Timings timings = new Timings();
        return timings.time("receive", () -> {
            ReferRequest request = named(asked);
            Plan plan = plan(request);
            Images.Held held = images.hold(request.image());
            try {
                boolean known = isKnown(request.image());
                ImageHeader header =
                        known ? images.header(request.image()) : held.image().header();
                Placement placement = Placement.of(request, header);
                List<Target> targets = targets(request, placement);
                atStart.accept(targets.stream().filter(Target::alive).toList(), held);
                if (!known) {
                    BlobKey key = StoreKeys.image(request.image().digest());
                    artefacts.keep(StoredForms.IMAGE, key, request.image().bytes());
                }
                return new Referring(
                        request,
                        plan,
                        exemplars(request, plan, deadline),
                        header,
                        targets,
                        placement.warnings(),
                        model,
                        timings,
                        listener,
                        held::letGo,
                        deadline);
            } catch (RuntimeException | Error e) {
                held.letGo();
                throw e;
            }
        });
    }

    /** An image of examples, or one that is looked at as a whole; it is held until it is let go. */
    final class Opened {
        private final ImageDigest digest;
        private final EncodedImage encoded;
        private final Images.Held held;
        private final boolean known;
        private final ImageHeader header;

        private Opened(ImageDigest digest, EncodedImage encoded, Images.Held held) {
            this.digest = digest;
            this.encoded = encoded;
            this.held = held;
            this.known = isKnown(encoded);
            this.header = known ? images.header(encoded) : held.image().header();
        }

        /** The region in the upright image. */
        Region inside(RegionSpec region) {
            return Reception.inside(region.resolve(header.size()), header.size());
        }

        /** Puts the image into the store, if it is not there. */
        void keep() {
            if (!known) {
                artefacts.keep(StoredForms.IMAGE, StoreKeys.image(digest), encoded.bytes());
            }
        }

        void letGo() {
            held.letGo();
        }
    }

    /** @param sent null: the image is in the store */
    Opened open(ImageDigest digest, @Nullable EncodedImage sent) {
        EncodedImage encoded = sent == null ? new EncodedImage(stored(digest)) : sent;
        Images.Held held = images.hold(encoded);
        try {
            return new Opened(digest, encoded, held);
        } catch (RuntimeException | Error e) {
            held.letGo();
            throw e;
        }
    }

    /** The request with the words and examples that it named. */
    private ReferRequest named(ReferRequest request) {
        String name = request.vocabulary().kept();
        return name == null
                ? request
                : request.with(artefacts
                        .find(KeptVocabulary.FORM, StoreKeys.vocabulary(KeptVocabularies.requireName(name)))
                        .filter(kept -> !kept.isOver(Instant.now()))
                        .orElseThrow(() -> KeptVocabularies.missing(name))
                        .read());
    }

    private byte[] stored(ImageDigest digest) {
        return artefacts
                .find(StoredForms.IMAGE, StoreKeys.image(digest))
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND,
                        "image",
                        "The store has no image " + Example.reference(digest) + "; send the image itself."));
    }

    private Exemplars exemplars(ReferRequest request, Plan plan, @Nullable Long deadline) {
        return new Exemplars(request, this, plan, deadline);
    }

    /** Takes in again what was received before: the image is in the store and known to be sound, so none is decoded. */
    public Referring resume(ReferRequest asked) {
        Timings timings = new Timings();
        return timings.time("receive", () -> {
            ReferRequest request = named(asked);
            ImageHeader header = images.header(request.image());
            Placement placement = Placement.of(request, header);
            List<Target> targets = targets(request, placement);
            Plan plan = plan(request);
            return new Referring(
                    request,
                    plan,
                    exemplars(request, plan, null),
                    header,
                    targets,
                    placement.warnings(),
                    model,
                    timings,
                    ReferListener.NONE,
                    () -> {},
                    null);
        });
    }

    /** Whether the image was decoded without complaint before: only such images are put into the store. */
    private boolean isKnown(EncodedImage image) {
        return artefacts.exists(StoreKeys.image(image.digest()));
    }

    private Plan plan(ReferRequest request) {
        Plan plan = Plan.of(request.tasks(), request.views(), request.controls(), model);
        limits.check(request);
        checkIds(request.regions());
        checkViews(request.views());
        return plan;
    }

    private static List<Target> targets(ReferRequest request, Placement placement) {
        ImageSize size = placement.image();
        List<Target> targets = request.regions().stream()
                .map(region -> new Target(
                        region.id(),
                        Outcome.attempt(() -> inside(placed(region, placement), size)),
                        region.pointed() instanceof ReferRequest.Pointed.Found found ? found.proposal() : null))
                .toList();
        Target.requireOneAlive(targets);
        return targets;
    }

    /** A box that was proposed is one of the upright image, whatever picture the others refer to. */
    private static Region placed(ReferRequest.RegionRequest region, Placement placement) {
        if (region.pointed() instanceof ReferRequest.Pointed.Found found) {
            return new BoxRegion(found.proposal().box());
        }
        if (region.pointed() instanceof ReferRequest.Pointed.Missed missed) {
            throw new DynReferException(
                    ErrorCode.EMPTY_REGION,
                    "point",
                    "Nothing that looks like a thing was found under the point "
                            + missed.point().x() + ", " + missed.point().y()
                            + "; point at another place, or draw a box.");
        }
        if (region.pointed() instanceof ReferRequest.Pointed.Asked) {
            throw DynReferException.invalid(
                    "point", "A job takes no points; ask /v1/proposals for the box under it first, and send that.");
        }
        return placement.resolve(region.id(), region.region());
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

    private void checkViews(ViewSelection selection) {
        if (selection instanceof ViewSelection.Explicit explicit) {
            explicit.requireRegionFirst();
            if (explicit.coefficients().size() != model.viewCount()) {
                throw DynReferException.invalid(
                        "views",
                        "This model takes exactly " + model.viewCount() + " views, got "
                                + explicit.coefficients().size() + ": " + explicit.coefficients() + ".");
            }
        }
    }
}
