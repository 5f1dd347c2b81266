package io.dynrefer.functions.common;

import io.dynrefer.views.ImageReader;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The image reader with the limits of the settings. */
@Singleton
final class Images {
    @Produces
    @Singleton
    ImageReader reader(ImageSettings settings) {
        return new ImageReader(settings.limits());
    }
}
