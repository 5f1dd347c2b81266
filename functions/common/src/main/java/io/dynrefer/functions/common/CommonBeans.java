package io.dynrefer.functions.common;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.store.Json;
import io.dynrefer.views.image.ImageReader;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What every function shares beside its store. */
@Singleton
final class CommonBeans {
    @Produces
    @Singleton
    ImageReader images(ImageSettings settings) {
        return new ImageReader(settings.limits());
    }

    /** Replaces the framework's mapper by the system's own: the same bytes in the store, in messages and over HTTP. */
    @Produces
    @Singleton
    @Unremovable
    ObjectMapper json() {
        return Json.mapper();
    }
}
