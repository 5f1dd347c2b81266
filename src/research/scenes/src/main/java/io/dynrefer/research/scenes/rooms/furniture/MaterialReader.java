package io.dynrefer.research.scenes.rooms.furniture;

import io.dynrefer.research.scenes.rooms.render.Material;
import io.dynrefer.research.scenes.rooms.render.Texture;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Reads Wavefront MTL: newmtl, Kd, Ks, Ns, d and map_Kd; anything else is passed over. */
final class MaterialReader {
    private static final int LARGEST_TEXTURE = 512;

    private final ArchiveFiles files;
    private final Map<String, @Nullable Texture> textures = new HashMap<>();
    private final Map<String, Material> materials = new LinkedHashMap<>();
    private String name = "";
    private float[] diffuse = {0.8f, 0.8f, 0.8f};
    private float specular;
    private float shininess;
    private float opacity;
    private @Nullable Texture texture;

    MaterialReader(ArchiveFiles files) {
        this.files = files;
    }

    /** The materials of the file {@code path}, by name. */
    Map<String, Material> read(String path) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(files.open(path), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line.strip(), path);
            }
        }
        finish();
        return materials;
    }

    private void take(String line, String path) throws IOException {
        String[] words = line.split("\\s+");
        switch (words[0]) {
            case "newmtl" -> begin(line.substring(6).strip());
            case "Kd" -> diffuse = color(words);
            case "Ks" -> specular = color(words)[0];
            case "Ns" -> shininess = Float.parseFloat(words[1]);
            case "d" -> opacity = Float.parseFloat(words[words.length - 1]);
            case "map_Kd" -> texture = texture(sibling(path, words[words.length - 1]));
            default -> {
                // Ambient light, bump maps and the like do not show at this size.
            }
        }
    }

    private void begin(String newName) {
        finish();
        name = newName;
        diffuse = new float[] {0.8f, 0.8f, 0.8f};
        specular = 0;
        shininess = 10;
        opacity = 1;
        texture = null;
    }

    private void finish() {
        if (!name.isEmpty()) {
            float red = diffuse[0] * diffuse[0];
            float green = diffuse[1] * diffuse[1];
            float blue = diffuse[2] * diffuse[2];
            materials.put(name, new Material(name, red, green, blue, specular, shininess, opacity, texture));
        }
    }

    private static float[] color(String[] words) {
        return new float[] {Float.parseFloat(words[1]), Float.parseFloat(words[2]), Float.parseFloat(words[3])};
    }

    /** The path of {@code file} beside {@code path}; folders that the author's disk had are cut off. */
    static String sibling(String path, String file) {
        String bare = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return path.substring(0, path.lastIndexOf('/') + 1) + bare;
    }

    private @Nullable Texture texture(String path) throws IOException {
        if (!textures.containsKey(path)) {
            textures.put(path, load(path));
        }
        return textures.get(path);
    }

    private @Nullable Texture load(String path) throws IOException {
        try (InputStream in = files.open(path)) {
            BufferedImage image = ImageIO.read(in);
            return image == null ? null : Texture.of(image, LARGEST_TEXTURE);
        } catch (FileNotFoundException e) {
            // A few catalogue entries name a picture that was never packed; their diffuse colour stands in.
            return null;
        }
    }
}
