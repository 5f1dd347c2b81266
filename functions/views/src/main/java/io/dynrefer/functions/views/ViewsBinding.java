package io.dynrefer.functions.views;

import io.dynrefer.referring.Crops;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Views;
import io.dynrefer.referring.ViewsFunction;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.image.ImageReader;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@link ViewsFunction} behind Lambda: refusals travel in the payload, faults fail the invocation. */
@Singleton
public final class ViewsBinding {
    private final ViewsFunction function;

    ViewsBinding(BlobStore store, ImageReader images) {
        Artefacts artefacts = Artefacts.in(store);
        this.function = new ViewsFunction(artefacts, new Images(images), Crops.stored(artefacts));
    }

    @Funq("views")
    public Outcome<Views.Response> views(Views.Request request) {
        return Outcome.attempt(() -> function.handle(request));
    }
}
