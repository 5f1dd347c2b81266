package io.dynrefer.research.scenes.rooms.furniture;

import io.dynrefer.data.packages.NestedZip;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageFiles;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.research.scenes.rooms.render.Mesh;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All models of some {@code .sh3f} archives. Meshes are read when first asked for; the ones used last are kept.
 * Thread-safe.
 */
public final class FurnitureLibrary implements AutoCloseable {
    private static final String PACKAGE = "sweethome3d-furniture";
    private static final String FOLDER = "usr/share/sweethome3d/";
    private static final String ENDING = ".sh3f";
    private static final String CATALOGUE = "PluginFurnitureCatalog.properties";
    /** Faces kept in memory over all meshes, some 100 bytes each. */
    private static final int FACES_KEPT = 10_000_000;

    private final Map<String, NestedZip> archives;
    private final List<FurnitureModel> models = new ArrayList<>();
    private final Map<String, Mesh> meshes = new LinkedHashMap<>(64, 0.75f, true);
    private int facesKept;

    /**
     * A library of archives, which it closes.
     *
     * @param archives by their names without the ending
     */
    public FurnitureLibrary(Map<String, NestedZip> archives) {
        this.archives = new TreeMap<>(archives);
        this.archives.forEach((name, archive) -> models.addAll(catalogue(name, archive)));
    }

    /**
     * The library of the Debian package {@code sweethome3d-furniture}.
     *
     * @throws DynReferException {@link ErrorCode#NOT_FOUND} if the package was not fetched
     */
    public static FurnitureLibrary open(PackageCache cache) {
        PackageFiles files = cache.open(PACKAGE);
        Map<String, NestedZip> archives = new TreeMap<>();
        for (String path : files.list(FOLDER)) {
            if (path.endsWith(ENDING)) {
                String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ENDING.length());
                archives.put(name, files.openZip(path));
            }
        }
        return new FurnitureLibrary(archives);
    }

    private static List<FurnitureModel> catalogue(String name, NestedZip archive) {
        try (InputStream in = ArchiveFiles.of(archive).open(CATALOGUE)) {
            return FurnitureCatalogue.read(name, in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the catalogue of " + name, e);
        }
    }

    /** Every model, by archive and number. */
    public List<FurnitureModel> models() {
        return List.copyOf(models);
    }

    /** The triangles of {@code model} in centimetres, standing on y = 0, centred on x = z = 0. */
    public Mesh mesh(FurnitureModel model) {
        synchronized (meshes) {
            Mesh kept = meshes.get(model.id());
            if (kept != null) {
                return kept;
            }
        }
        Mesh mesh = load(model);
        synchronized (meshes) {
            keep(model.id(), mesh);
        }
        return mesh;
    }

    private Mesh load(FurnitureModel model) {
        NestedZip archive = Objects.requireNonNull(archives.get(model.library()), model.library());
        try {
            return new ObjReader(ArchiveFiles.of(archive)).read(model);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the model " + model.id(), e);
        }
    }

    private void keep(String id, Mesh mesh) {
        if (meshes.put(id, mesh) == null) {
            facesKept += mesh.faces();
        }
        var eldest = meshes.entrySet().iterator();
        while (facesKept > FACES_KEPT && meshes.size() > 1) {
            facesKept -= eldest.next().getValue().faces();
            eldest.remove();
        }
    }

    @Override
    public void close() {
        archives.values().forEach(NestedZip::close);
    }
}
