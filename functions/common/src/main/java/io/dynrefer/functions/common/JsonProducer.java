package io.dynrefer.functions.common;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.store.Json;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Replaces the framework's JSON mapper by the system's own: the same bytes in the store, in messages and over HTTP. */
@Singleton
final class JsonProducer {
    @Produces
    @Singleton
    @Unremovable
    ObjectMapper mapper() {
        return Json.mapper();
    }
}
