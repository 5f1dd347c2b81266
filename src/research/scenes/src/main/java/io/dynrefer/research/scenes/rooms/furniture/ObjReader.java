package io.dynrefer.research.scenes.rooms.furniture;

import io.dynrefer.research.scenes.rooms.render.Material;
import io.dynrefer.research.scenes.rooms.render.Mesh;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.stream.IntStream;

/** Reads Wavefront OBJ with its materials: v, vt, vn, f (polygons as fans, relative indices), mtllib and usemtl. */
final class ObjReader {
    private static final Material PLAIN = Material.matt("", 0.64f, 0.64f, 0.64f);

    private final ArchiveFiles files;
    private final FloatList positions = new FloatList();
    private final FloatList coordinates = new FloatList();
    private final FloatList normals = new FloatList();
    private final IntStream.Builder vertexOf = IntStream.builder();
    private final IntStream.Builder textureOf = IntStream.builder();
    private final IntStream.Builder normalOf = IntStream.builder();
    private final IntStream.Builder materialOf = IntStream.builder();
    private final List<Material> materials = new ArrayList<>();
    private final Map<String, Integer> materialIndex = new HashMap<>();
    private final Map<String, Material> known = new HashMap<>();
    private int current;

    ObjReader(ArchiveFiles files) {
        this.files = files;
    }

    /** The mesh of {@code model}, turned, centred and stretched to the catalogue's size. */
    Mesh read(FurnitureModel model) throws IOException {
        use("");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(files.open(model.objPath()), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line, model.objPath());
            }
        }
        int[] vertices = vertexOf.build().toArray();
        MeshFitter fitter = new MeshFitter(model, positions.toArray(), vertices);
        return new Mesh(
                fitter.positions(),
                fitter.normals(normals.toArray()),
                coordinates.toArray(),
                vertices,
                normalOf.build().toArray(),
                textureOf.build().toArray(),
                materialOf.build().toArray(),
                List.copyOf(materials));
    }

    private void take(String line, String path) throws IOException {
        StringTokenizer words = new StringTokenizer(line);
        if (!words.hasMoreTokens()) {
            return;
        }
        switch (words.nextToken()) {
            case "v" -> numbers(words, 3, positions);
            case "vt" -> numbers(words, 2, coordinates);
            case "vn" -> numbers(words, 3, normals);
            case "f" -> face(words);
            case "mtllib" -> library(MaterialReader.sibling(path, rest(words)));
            case "usemtl" -> use(rest(words));
            default -> {
                // Groups, objects and smoothing carry nothing that is drawn.
            }
        }
    }

    private static String rest(StringTokenizer words) {
        return words.hasMoreTokens() ? words.nextToken("").strip() : "";
    }

    private static void numbers(StringTokenizer words, int count, FloatList target) {
        for (int i = 0; i < count; i++) {
            target.add(Float.parseFloat(words.nextToken()));
        }
    }

    private void library(String path) throws IOException {
        try {
            known.putAll(new MaterialReader(files).read(path));
        } catch (FileNotFoundException e) {
            // A model without its material file is drawn in plain grey, as the catalogue's own program does.
            known.put("", PLAIN);
        }
    }

    private void use(String name) {
        current = materialIndex.computeIfAbsent(name, missing -> {
            materials.add(known.getOrDefault(missing, PLAIN));
            return materials.size() - 1;
        });
    }

    private void face(StringTokenizer words) {
        List<int[]> corners = new ArrayList<>();
        while (words.hasMoreTokens()) {
            corners.add(corner(words.nextToken()));
        }
        for (int i = 1; i + 1 < corners.size(); i++) {
            addCorner(corners.get(0));
            addCorner(corners.get(i));
            addCorner(corners.get(i + 1));
            materialOf.add(current);
        }
    }

    private void addCorner(int[] corner) {
        vertexOf.add(corner[0]);
        textureOf.add(corner[1]);
        normalOf.add(corner[2]);
    }

    /** Zero-based vertex, texture coordinate and normal of {@code v/vt/vn}; -1 for what is missing. */
    private int[] corner(String word) {
        String[] parts = word.split("/", -1);
        int[] sizes = {positions.size() / 3, coordinates.size() / 2, normals.size() / 3};
        int[] corner = {-1, -1, -1};
        for (int part = 0; part < parts.length && part < 3; part++) {
            if (!parts[part].isEmpty()) {
                int index = Integer.parseInt(parts[part]);
                int zeroBased = index < 0 ? sizes[part] + index : index - 1;
                corner[part] = zeroBased < sizes[part] ? zeroBased : -1;
            }
        }
        return corner;
    }

    /** A growing list of floats. */
    private static final class FloatList {
        private float[] values = new float[1024];
        private int size;

        void add(float value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        int size() {
            return size;
        }

        float[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
