package io.dynrefer.research.scenes.rooms;

import io.dynrefer.data.packages.NestedZip;
import io.dynrefer.research.scenes.rooms.furniture.FurnitureLibrary;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The few committed pieces of furniture. */
public final class TestFurniture {
    private static final String NAME = "BlendSwap-CC-0";

    private TestFurniture() {}

    /** A library of them; close it. */
    public static FurnitureLibrary open() {
        URL archive = Objects.requireNonNull(TestFurniture.class.getResource(NAME + ".sh3f"), NAME);
        try {
            return new FurnitureLibrary(Map.of(NAME, NestedZip.open(Path.of(archive.toURI()))));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
