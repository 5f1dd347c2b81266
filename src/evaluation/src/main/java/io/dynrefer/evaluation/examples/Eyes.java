package io.dynrefer.evaluation.examples;

import io.dynrefer.referring.Encode;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.LocalFunctions;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Views;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.Region;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.util.List;
import java.util.Set;

/** The first two steps of an answer, of the views that suit categories, for regions that are compared many times. */
final class Eyes {
    private final RegionModel model;
    private final Artefacts artefacts;
    private final LocalFunctions functions;

    /** @param artefacts where what was seen is kept */
    Eyes(RegionModel model, Artefacts artefacts) {
        this.model = model;
        this.artefacts = artefacts;
        this.functions = LocalFunctions.of(
                model,
                Set.of(),
                artefacts,
                new Images(new ImageReader(ImageLimits.DEFAULT)),
                BatchSizes.DEFAULT,
                Runnable::run);
    }

    /** One representation per region, in order. */
    List<RegionRepresentation> look(EncodedImage photo, List<? extends Region> regions) {
        ModelCard card = model.card();
        ViewSelection.Common selection = new ViewSelection.Explicit(card.views(Task.CATEGORY));
        artefacts.put(StoredForms.IMAGE, StoreKeys.image(photo.digest()), photo.bytes());
        List<NestedViews> views = functions
                .views(new Views.Request(
                        photo.digest(),
                        card.viewCount(),
                        card.viewSize(),
                        regions.stream()
                                .map(region -> new Views.Item(region, selection))
                                .toList()))
                .toCompletableFuture()
                .join()
                .items()
                .stream()
                .map(Outcome::orThrow)
                .toList();
        return functions.encode(new Encode.Request(photo.digest(), views)).toCompletableFuture().join().items().stream()
                .map(found -> artefacts.require(
                        StoredForms.representation(model.id()),
                        new BlobKey(found.orThrow().representation()),
                        "representation",
                        "it was just put there"))
                .toList();
    }
}
