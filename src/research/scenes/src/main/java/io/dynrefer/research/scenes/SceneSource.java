package io.dynrefer.research.scenes;

import io.dynrefer.data.SceneGenerator;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.region.DynReferException;
import io.dynrefer.research.scenes.composites.CompositesGenerator;
import io.dynrefer.research.scenes.photos.PhotoAnnotations;
import io.dynrefer.research.scenes.photos.PhotosGenerator;
import io.dynrefer.research.scenes.rooms.LookAheadGenerator;
import io.dynrefer.research.scenes.rooms.RoomsGenerator;
import io.dynrefer.research.scenes.rooms.RoomsGenerator.AnchorUse;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The data sets that can be generated. */
enum SceneSource {
    COMPOSITES {
        @Override
        SceneGenerator open(PackageCache packages, long seed, int threads) {
            return CompositesGenerator.open(packages, seed);
        }
    },
    PHOTOS {
        @Override
        SceneGenerator open(PackageCache packages, long seed, int threads) {
            return new PhotosGenerator(PhotoAnnotations.load(), packages);
        }
    },
    ROOMS {
        @Override
        SceneGenerator open(PackageCache packages, long seed, int threads) {
            return new LookAheadGenerator(RoomsGenerator.open(packages, seed, AnchorUse.TRUE), threads);
        }
    },
    ROOMS_SHUFFLED_CONTEXT {
        @Override
        SceneGenerator open(PackageCache packages, long seed, int threads) {
            return new LookAheadGenerator(RoomsGenerator.open(packages, seed, AnchorUse.EXCHANGED_IN_TEST), threads);
        }
    };

    /**
     * The generator; a package that was not fetched is an error that says how to.
     *
     * @param threads how many threads draw, where scenes are rendered
     */
    abstract SceneGenerator open(PackageCache packages, long seed, int threads);

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
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
