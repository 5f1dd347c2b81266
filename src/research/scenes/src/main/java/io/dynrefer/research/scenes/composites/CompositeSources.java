package io.dynrefer.research.scenes.composites;

import io.dynrefer.data.Split;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Which cut-outs and backgrounds composites are made of, what they show, and which split each belongs to.
 *
 * <p>The committed list was made by keeping the stamps with soft transparency and many colours and then looking at
 * each: drawings, cut-outs with remains of their background and those that show several things were left out.
 *
 * @param categories what there is, in alphabetical order
 * @param scenes the kinds of background
 */
record CompositeSources(List<StampCategory> categories, List<SceneKind> scenes) {
    private static final String RESOURCE = "sources.json";

    public CompositeSources {
        categories = List.copyOf(categories);
        scenes = List.copyOf(scenes);
    }

    /**
     * Cut-outs of one category.
     *
     * @param name in the singular
     * @param plural in the plural
     * @param tags wider words, e.g. {@code animal, bird}
     * @param novel whether training never sees it; all its stamps are in the test split
     * @param stamps the cut-outs
     */
    public record StampCategory(String name, String plural, List<String> tags, boolean novel, List<Stamp> stamps) {
        public StampCategory {
            tags = List.copyOf(tags);
            stamps = List.copyOf(stamps);
        }

        /** The cut-outs of one split. */
        List<Stamp> stamps(Split split) {
            return stamps.stream().filter(stamp -> stamp.split() == split).toList();
        }
    }

    /**
     * A cut-out.
     *
     * @param path below the stamps' folder
     * @param facing where the thing looks
     * @param lettering whether there is writing on it, which a mirror would give away
     * @param split the only split it occurs in
     */
    public record Stamp(String path, Facing facing, boolean lettering, Split split) {}

    /**
     * A kind of place.
     *
     * @param name as a tag, e.g. {@code forest}
     * @param clauses ways to say where something is, e.g. {@code in a forest}
     * @param backgrounds photos of it
     */
    public record SceneKind(String name, List<String> clauses, List<Background> backgrounds) {
        public SceneKind {
            clauses = List.copyOf(clauses);
            backgrounds = List.copyOf(backgrounds);
        }
    }

    /** A background photo: the package it comes from and its path there. */
    public record Background(String source, String path, Split split) {}

    /** The list of this release. */
    public static CompositeSources load() {
        try (InputStream json = CompositeSources.class.getResourceAsStream(RESOURCE)) {
            if (json == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from this build");
            }
            return Json.read(json.readAllBytes(), CompositeSources.class);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }
}
