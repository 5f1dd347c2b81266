package io.dynrefer.data.packages;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The packages that data sets, weights and metrics are made from, each pinned to a version and a checksum.
 *
 * @param packages in the order they are fetched
 */
public record PackageCatalogue(List<SourcePackage> packages) {
    private static final String RESOURCE = "catalogue.json";

    public PackageCatalogue {
        packages = List.copyOf(packages);
    }

    /** The catalogue of this release. */
    public static PackageCatalogue load() {
        try (InputStream json = PackageCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (json == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from this build");
            }
            return Json.read(json.readAllBytes(), PackageCatalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    /** The package with this name; {@link ErrorCode#NOT_FOUND} lists those there are. */
    public SourcePackage find(String name) {
        return packages.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND,
                        "package",
                        "There is no package '" + name + "' in the catalogue; known are "
                                + packages.stream().map(SourcePackage::name).collect(Collectors.joining(", ")) + "."));
    }
}
