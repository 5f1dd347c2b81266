package io.dynrefer.cli.models;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model that others released, and the files that it is converted from, in the order in which they count.
 *
 * @param about one line for people
 */
public record ReleasedModel(String name, String about, List<Part> files) {
    /**
     * A file.
     *
     * @param file where it lies below the model's folder
     * @param address where it is fetched from; absent: it has to be fetched by hand
     * @param share where people get it, if it has no stable address
     */
    public record Part(
            String file, @Nullable URI address, @Nullable String share, String licence) {}

    private record Catalogue(List<ReleasedModel> models) {}

    /** Every model that is known. */
    public static List<ReleasedModel> all() {
        try (InputStream json =
                Objects.requireNonNull(ReleasedModel.class.getResourceAsStream("models.json"), "models.json")) {
            return Json.read(json.readAllBytes(), Catalogue.class).models();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a resource", e);
        }
    }

    /** The model of this name. */
    public static ReleasedModel named(String name) {
        return all().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND,
                        "<model>",
                        "There is no model '" + name + "'; known are "
                                + all().stream().map(ReleasedModel::name).collect(Collectors.joining(", ")) + "."));
    }
}
