package io.dynrefer.cli;

import io.dynrefer.data.SceneGenerator;
import io.dynrefer.data.composites.CompositesGenerator;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.photos.PhotoAnnotations;
import io.dynrefer.data.photos.PhotosGenerator;
import io.dynrefer.region.DynReferException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The data sets that can be generated. */
enum SceneSource {
    COMPOSITES {
        @Override
        SceneGenerator open(PackageCache packages, long seed) {
            return CompositesGenerator.open(packages, seed);
        }
    },
    PHOTOS {
        @Override
        SceneGenerator open(PackageCache packages, long seed) {
            return new PhotosGenerator(PhotoAnnotations.load(), packages);
        }
    };

    /** The generator; a package that was not fetched is an error that says how to. */
    abstract SceneGenerator open(PackageCache packages, long seed);

    /** The data set with this name; an unknown one is an error that lists those there are. */
    static SceneSource named(String name) {
        return Arrays.stream(values())
                .filter(source -> source.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> DynReferException.invalid(
                        "<data set>",
                        "There is no data set '" + name + "' to generate; known are "
                                + Arrays.stream(values())
                                        .map(SceneSource::toString)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
